// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.wire.Codecs;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Recorded requests and answers, one JSON object a line.
final class Recordings {
  private Recordings() {}

  static List<Map<String, @Nullable Object>> of(String file) throws IOException {
    try (InputStream in = Objects.requireNonNull(Recordings.class.getResourceAsStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(
              line ->
                  Json.read(
                      Codecs.map(Codecs.ANY),
                      line.getBytes(StandardCharsets.UTF_8),
                      Decoder.Unknown.IGNORE))
          .toList();
    }
  }
}
