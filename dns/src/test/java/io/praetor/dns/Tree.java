// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON object of the conformance kit, with the few ways of looking into it that the tests need.
record Tree(Map<String, @Nullable Object> fields) {
  static Tree read(Path file) throws IOException {
    return of(Json.read(Codecs.ANY, Files.readAllBytes(file), Decoder.Unknown.IGNORE));
  }

  @SuppressWarnings("unchecked") // what the JSON reader makes of an object
  static Tree of(@Nullable Object value) {
    return new Tree(value == null ? Map.of() : (Map<String, @Nullable Object>) value);
  }

  boolean has(String key) {
    return fields.get(key) != null;
  }

  Tree in(String key) {
    return of(fields.get(key));
  }

  String text(String key, String fallback) {
    return fields.get(key) instanceof String text ? text : fallback;
  }

  int number(String key, int fallback) {
    return fields.get(key) instanceof Number number ? number.intValue() : fallback;
  }

  boolean flag(String key, boolean fallback) {
    return fields.get(key) instanceof Boolean flag ? flag : fallback;
  }

  List<Tree> trees(String key) {
    return fields.get(key) instanceof List<?> list
        ? list.stream().map(Tree::of).toList()
        : List.of();
  }

  List<String> texts(String key) {
    return fields.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
