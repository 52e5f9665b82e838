// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import io.praetor.wire.GoNumber;
import io.praetor.wire.GoQuote;
import java.math.BigDecimal;

/// What an expression gives. Values turn into the type that is needed where a text can be read so.
sealed interface Value {
  /// The types, by the names that error texts have for operands and for everything else.
  enum Type {
    STRING("TypeString", "type string"),
    INT("TypeInt", "type int"),
    FLOAT("TypeFloat", "type float"),
    BOOL("TypeBool", "type bool");

    final String go;
    final String words;

    Type(String go, String words) {
      this.go = go;
      this.words = words;
    }
  }

  /// Numbers of this power of ten and above are written with an exponent.
  int PLAIN_BELOW = 6;

  record Text(String text) implements Value {}

  record Whole(long number) implements Value {}

  record Real(double number) implements Value {}

  record Truth(boolean holds) implements Value {}

  default Type type() {
    return switch (this) {
      case Text text -> Type.STRING;
      case Whole whole -> Type.INT;
      case Real real -> Type.FLOAT;
      case Truth truth -> Type.BOOL;
    };
  }

  /// Whether a value of this type may stand where the other is wanted.
  static boolean converts(Type from, Type to) {
    return from == to
        || from == Type.STRING
        || to == Type.STRING
        || (from != Type.BOOL && to != Type.BOOL);
  }

  /// The value as the type, which must be one it converts to.
  default Value as(Type wanted) throws InterpolationException {
    if (type() == wanted) {
      return this;
    }
    return switch (wanted) {
      case STRING -> new Text(show());
      case INT -> new Whole(toWhole());
      case FLOAT -> new Real(toReal());
      case BOOL -> new Truth(truth(show()));
    };
  }

  /// The value as a text.
  default String show() {
    return switch (this) {
      case Text(String text) -> text;
      case Whole(long number) -> Long.toString(number);
      case Real(double number) -> shown(number);
      case Truth(boolean holds) -> Boolean.toString(holds);
    };
  }

  private long toWhole() throws InterpolationException {
    if (this instanceof Real(double number)) {
      return (long) number;
    }
    try {
      return GoNumber.parseInt(show(), 0, 64);
    } catch (GoNumber.InvalidNumber e) {
      throw InterpolationException.evaluation("__builtin_StringToInt: " + e.text());
    }
  }

  private double toReal() throws InterpolationException {
    if (this instanceof Whole(long number)) {
      return number;
    }
    String text = show();
    try {
      // Go knows neither Java's type suffixes nor blanks around a number.
      if (text.matches("[-+]?[0-9]*\\.?[0-9]*([eE][-+]?[0-9]+)?")) {
        return Double.parseDouble(text);
      }
    } catch (NumberFormatException e) {
      // Refused below, with Go's words.
    }
    throw InterpolationException.evaluation(
        "__builtin_StringToFloat: strconv.ParseFloat: parsing "
            + GoQuote.quote(text)
            + ": invalid syntax");
  }

  private static boolean truth(String text) throws InterpolationException {
    try {
      return GoNumber.parseBool(text);
    } catch (GoNumber.InvalidNumber e) {
      throw InterpolationException.evaluation("__builtin_StringToBool: " + e.text());
    }
  }

  /// As Go's `%g` with as many digits as it needs.
  private static String shown(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0" : "0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < PLAIN_BELOW) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String size = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return (number < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + size;
  }
}
