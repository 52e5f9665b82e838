// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/// Numbers, booleans, durations and quoted strings as Go reads and writes them; Consul's command line shows these forms.
final class GoText {
  private static final int MAX_NUMBER_LENGTH = 100;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

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

  /// Nanoseconds of a duration such as `1h2m3.5s`; empty when it is malformed or beyond 64 bits.
  static Optional<Long> durationNanos(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Optional.of(0L);
    }
    if (rest.isEmpty() || rest.length() > MAX_NUMBER_LENGTH) {
      return Optional.empty();
    }
    BigDecimal total = BigDecimal.ZERO;
    int at = 0;
    while (at < rest.length()) {
      int numberEnd = skip(rest, at, true);
      int unitEnd = skip(rest, numberEnd, false);
      long unit = unitNanos(rest.substring(numberEnd, unitEnd));
      String number = rest.substring(at, numberEnd);
      if (unit == 0
          || number.isEmpty()
          || number.equals(".")
          || number.indexOf('.') != number.lastIndexOf('.')) {
        return Optional.empty();
      }
      total =
          total.add(
              new BigDecimal("0" + number + (number.endsWith(".") ? "0" : ""))
                  .multiply(BigDecimal.valueOf(unit)));
      at = unitEnd;
    }
    BigInteger nanos = total.setScale(0, RoundingMode.DOWN).toBigInteger();
    if (nanos.bitLength() >= Long.SIZE) {
      return Optional.empty();
    }
    return Optional.of(negative ? -nanos.longValueExact() : nanos.longValueExact());
  }

  private static int skip(String text, int from, boolean number) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if ((c == '.' || (c >= '0' && c <= '9')) != number) {
        break;
      }
      at++;
    }
    return at;
  }

  private static long unitNanos(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "\u00b5s", "\u03bcs" -> NANOS_PER_MICRO;
      case "ms" -> NANOS_PER_MILLI;
      case "s" -> NANOS_PER_SECOND;
      case "m" -> 60 * NANOS_PER_SECOND;
      case "h" -> 3600 * NANOS_PER_SECOND;
      default -> 0;
    };
  }

  /// A duration as Go prints it: `1m30s`, `1.5s`, `200ms`, `0s`.
  static String duration(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    BigDecimal size = new BigDecimal(nanos).abs();
    if (size.compareTo(BigDecimal.valueOf(NANOS_PER_MICRO)) < 0) {
      return sign + size + "ns";
    }
    if (size.compareTo(BigDecimal.valueOf(NANOS_PER_MILLI)) < 0) {
      return sign + plain(size, 3) + "\u00b5s";
    }
    if (size.compareTo(BigDecimal.valueOf(NANOS_PER_SECOND)) < 0) {
      return sign + plain(size, 6) + "ms";
    }
    BigDecimal[] minutes = size.divideAndRemainder(BigDecimal.valueOf(60 * NANOS_PER_SECOND));
    StringBuilder text = new StringBuilder(sign);
    long wholeMinutes = minutes[0].longValueExact();
    if (wholeMinutes >= 60) {
      text.append(wholeMinutes / 60).append('h');
    }
    if (wholeMinutes > 0) {
      text.append(wholeMinutes % 60).append('m');
    }
    return text.append(plain(minutes[1], 9)).append('s').toString();
  }

  private static String plain(BigDecimal nanos, int digits) {
    BigDecimal moved = nanos.movePointLeft(digits).stripTrailingZeros();
    return moved.signum() == 0 ? "0" : moved.toPlainString();
  }

  /// A string in double quotes, escaped as Go's `%q` does it.
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(point -> appendQuoted(quoted, point));
    return quoted.append('"').toString();
  }

  private static void appendQuoted(StringBuilder quoted, int point) {
    switch (point) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\u0007' -> quoted.append("\\a");
      case '\b' -> quoted.append("\\b");
      case '\f' -> quoted.append("\\f");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case '\u000b' -> quoted.append("\\v");
      default -> {
        if (point < 0x20 || point == 0x7f) {
          quoted.append(String.format("\\x%02x", point));
        } else {
          quoted.appendCodePoint(point);
        }
      }
    }
  }
}
