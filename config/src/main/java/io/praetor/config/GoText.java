// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import io.praetor.wire.GoQuote;
import java.util.List;

/// Texts formed as Go forms them, because Consul's messages are formed by Go.
public final class GoText {
  private GoText() {}

  /// The text in double quotes, as `%q` prints it.
  public static String quote(String text) {
    return GoQuote.quote(text);
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
}
