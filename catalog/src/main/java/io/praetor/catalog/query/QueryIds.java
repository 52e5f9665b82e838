// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import io.praetor.catalog.CatalogException;
import io.praetor.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// Ids of prepared queries: UUIDs, compared by their digits alone.
final class QueryIds {
  private static final int LENGTH = 36;
  private static final int MAX_DASHES = 4;
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  private QueryIds() {}

  /// Whether a text that may be a name as well is an id.
  static boolean isId(String text) {
    return text.length() == LENGTH && UUID.matcher(text).matches();
  }

  /// The key of the row with this id.
  ///
  /// @throws CatalogException when the text cannot be an id
  static byte[] key(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    if (bytes.length != LENGTH) {
      throw fault("UUID must be 36 characters");
    }
    String digits = id.replace("-", "");
    if (id.length() - digits.length() > MAX_DASHES) {
      throw fault("UUID should have maximum of 4 \"-\"; got " + (id.length() - digits.length()));
    }
    for (byte b : digits.getBytes(StandardCharsets.UTF_8)) {
      if (!HexFormat.isHexDigit(b & 0xff)) {
        throw fault("Invalid UUID: encoding/hex: invalid byte: " + shown(b & 0xff));
      }
    }
    if (digits.length() % 2 != 0) {
      throw fault("Input (without hyphens) must be even length");
    }
    return Key.of(digits.toLowerCase(Locale.ROOT));
  }

  private static String shown(int point) {
    return String.format(Locale.ROOT, "U+%04X", point)
        + (Character.isISOControl(point) ? "" : " '" + (char) point + "'");
  }

  private static CatalogException fault(String reason) {
    return new CatalogException("failed prepared query lookup: index error: " + reason);
  }
}
