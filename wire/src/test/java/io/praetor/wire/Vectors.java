// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The recorded bytes in `src/test/resources`, read with this module's own JSON decoder.
final class Vectors {
  private Vectors() {}

  static byte[] resource(String name) {
    try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static @Nullable Object json(String name) {
    return Json.read(Codecs.ANY, resource(name), Decoder.Unknown.REFUSE);
  }

  static List<Map<String, Object>> list(String name) {
    return cast(json(name));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <T> T cast(@Nullable Object value) {
    return (T) Objects.requireNonNull(value);
  }

  static byte[] unhex(Object text) {
    return HexFormat.of().parseHex((String) text);
  }

  static String hex(byte[] data) {
    return HexFormat.of().formatHex(data);
  }

  /// The lines of `go.tsv` that start with a letter: what Go 1.26's standard library answered.
  static List<String[]> go(String letter) {
    return new String(resource("go.tsv"), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(columns -> columns[0].equals(letter))
        .toList();
  }
}
