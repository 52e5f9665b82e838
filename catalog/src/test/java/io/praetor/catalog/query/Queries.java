// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.nio.charset.StandardCharsets;

/// Prepared queries for tests, as their users write them.
final class Queries {
  private Queries() {}

  static PreparedQuery of(String json) {
    return Json.read(
        PreparedQuery.CODEC,
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
        Decoder.Unknown.REFUSE);
  }

  /// With an id made of the number.
  static PreparedQuery of(int id, String json) {
    return of(json).withId(id(id));
  }

  static String id(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }
}
