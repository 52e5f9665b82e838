// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.List;

/// Texts formed as Go forms them, because Consul's messages are formed by Go.
public final class GoText {
  private GoText() {}

  /// The text in double quotes, as `%q` prints it.
  public static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case 0x07 -> out.append("\\a");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case 0x0b -> out.append("\\v");
                default -> {
                  if (isPrintable(c)) {
                    out.appendCodePoint(c);
                  } else {
                    out.append(escaped(c));
                  }
                }
              }
            });
    return out.append('"').toString();
  }

  /// A floating-point number as `%v` prints it.
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    String plain =
        new java.math.BigDecimal(Double.toString(size)).stripTrailingZeros().toPlainString();
    if (size >= 1e21 || size < 1e-4) {
      java.math.BigDecimal exact =
          new java.math.BigDecimal(Double.toString(size)).stripTrailingZeros();
      String digits = exact.unscaledValue().toString();
      int exponent = digits.length() - 1 - exact.scale();
      plain =
          digits.charAt(0)
              + (digits.length() > 1 ? "." + digits.substring(1) : "")
              + (exponent < 0 ? "e-" : "e+")
              + (Math.abs(exponent) < 10 ? "0" : "")
              + Math.abs(exponent);
    }
    return value < 0 ? "-" + plain : plain;
  }

  /// Several errors as one text, in the way of `go-multierror`.
  public static String errors(List<String> errors) {
    StringBuilder out = new StringBuilder();
    out.append(errors.size()).append(errors.size() == 1 ? " error occurred:" : " errors occurred:");
    for (String error : errors) {
      out.append("\n\t* ").append(error);
    }
    return out.append("\n\n").toString();
  }

  private static String escaped(int c) {
    if (c < 0x80) {
      return String.format("\\x%02x", c);
    }
    return c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c);
  }

  private static boolean isPrintable(int c) {
    if (c == ' ') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
