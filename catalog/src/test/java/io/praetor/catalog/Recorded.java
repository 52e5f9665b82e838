// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// One recorded log entry or snapshot record.
record Recorded(String name, int type, byte[] body) {
  static List<Recorded> all() {
    try (InputStream in =
        Objects.requireNonNull(Recorded.class.getResourceAsStream("recorded.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .map(
              part ->
                  new Recorded(
                      part[0], Integer.parseInt(part[1]), HexFormat.of().parseHex(part[2])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Recorded> ofType(int type) {
    return all().stream().filter(recorded -> recorded.type() == type).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
