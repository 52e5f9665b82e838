// SPDX-License-Identifier: Apache-2.0

package io.praetor.wire;

import java.math.BigInteger;

/// Numbers and booleans read as Go's `strconv` reads them, because its error texts reach clients.
public final class GoNumber {
  private static final int MAX_DIGITS = 200;

  private GoNumber() {}

  /// What `strconv` says about a text it cannot read.
  public static final class InvalidNumber extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidNumber(String function, String text, String reason) {
      super(
          "strconv." + function + ": parsing " + GoQuote.quote(text) + ": " + reason,
          null,
          false,
          false);
    }

    public String text() {
      return String.valueOf(getMessage());
    }
  }

  /// Base 0 takes the prefixes `0x`, `0o`, `0b` and `0`.
  public static long parseInt(String text, int base, int bits) throws InvalidNumber {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    BigInteger value = magnitude("ParseInt", text, digits, base);
    BigInteger signed = negative ? value.negate() : value;
    if (signed.bitLength() > bits - 1) {
      throw new InvalidNumber("ParseInt", text, "value out of range");
    }
    return signed.longValue();
  }

  /// The result holds all 64 bits of an unsigned number.
  public static long parseUint(String text, int base, int bits) throws InvalidNumber {
    BigInteger value = magnitude("ParseUint", text, text, base);
    if (value.bitLength() > bits) {
      throw new InvalidNumber("ParseUint", text, "value out of range");
    }
    return value.longValue();
  }

  private static BigInteger magnitude(String function, String text, String digits, int base)
      throws InvalidNumber {
    int radix = base;
    String rest = digits;
    if (base == 0) {
      radix = 10;
      if (digits.length() > 1 && digits.charAt(0) == '0') {
        radix =
            switch (digits.charAt(1)) {
              case 'x', 'X' -> 16;
              case 'o', 'O' -> 8;
              case 'b', 'B' -> 2;
              default -> 0;
            };
        rest = digits.substring(radix == 0 ? 1 : 2);
        radix = radix == 0 ? 8 : radix;
      }
    }
    if (rest.isEmpty()) {
      throw new InvalidNumber(function, text, "invalid syntax");
    }
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c > 'z' || Character.digit(c, radix) < 0) {
        throw new InvalidNumber(function, text, "invalid syntax");
      }
    }
    if (rest.length() > MAX_DIGITS) {
      throw new InvalidNumber(function, text, "value out of range");
    }
    return new BigInteger(rest, radix);
  }

  public static boolean parseBool(String text) throws InvalidNumber {
    return switch (text) {
      case "1", "t", "T", "TRUE", "true", "True" -> true;
      case "0", "f", "F", "FALSE", "false", "False" -> false;
      default -> throw new InvalidNumber("ParseBool", text, "invalid syntax");
    };
  }
}
