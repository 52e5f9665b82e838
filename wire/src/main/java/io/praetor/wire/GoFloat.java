// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.math.BigDecimal;
import java.math.MathContext;

/// A float64 as Go's JSON encoder prints it: the shortest digits that read back, in plain form from
/// 1e-6 up to 1e21, else with an exponent of at least one digit.
final class GoFloat {
  private GoFloat() {}

  static String format(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("json: unsupported value: " + value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (shortest.precision() == 2) { // Java never prints fewer than two digits; Go has 5e-324.
      BigDecimal one = shortest.round(new MathContext(1));
      shortest = one.doubleValue() == value ? one : shortest;
    }
    double size = Math.abs(value);
    if (size >= 1e-6 && size < 1e21) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = value < 0 ? "-" : "";
    return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }
}
