// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.math.BigInteger;
import java.util.Optional;

/// Booleans and integers as Go's `strconv` reads them.
final class GoText {
  private static final int MAX_NUMBER_LENGTH = 100;

  private GoText() {}

  static Optional<Boolean> bool(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> Optional.of(true);
      case "0", "f", "F", "false", "FALSE", "False" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /// An integer with Go's prefixes (`0x`, `0o`, `0b`, a leading zero for octal).
  static Optional<BigInteger> integer(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    int radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      switch (Character.toLowerCase(digits.charAt(1))) {
        case 'x' -> radix = 16;
        case 'b' -> radix = 2;
        default -> radix = 8;
      }
      digits = digits.substring(Character.isLetter(digits.charAt(1)) && !digits.isEmpty() ? 2 : 1);
    }
    if (digits.isEmpty() || digits.length() > MAX_NUMBER_LENGTH) {
      return Optional.empty();
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) > 'f' || Character.digit(digits.charAt(i), radix) < 0) {
        return Optional.empty();
      }
    }
    BigInteger number = new BigInteger(digits, radix);
    return Optional.of(negative ? number.negate() : number);
  }
}
