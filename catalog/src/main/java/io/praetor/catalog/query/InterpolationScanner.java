// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import io.praetor.catalog.query.Expression.Operator;
import io.praetor.catalog.query.Expression.Place;
import org.jspecify.annotations.Nullable;

/// Cuts a text with interpolations into literal texts, which [#literal] takes whole, and the tokens
/// between `${` and `}`.
final class InterpolationScanner {
  enum Kind {
    WHOLE,
    REAL,
    NAME,
    SIGN,
    END,
    INVALID
  }

  /// A piece of an interpolation.
  record Token(Kind kind, String text, Place at) {
    boolean is(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }

    InterpolationException unexpected(String wanted) {
      return InterpolationException.syntax(at, "expected " + wanted + " but found " + this);
    }

    @Override
    public String toString() {
      return switch (kind) {
        case END -> "end of string";
        case WHOLE -> "integer " + text;
        case REAL -> "float " + text;
        case NAME, SIGN -> text.equals("\"") ? "opening quote" : "\"" + text + "\"";
        case INVALID -> "invalid sequence \"" + text + "\"";
      };
    }
  }

  private static final int MAX_DIGITS = 400;

  private final String text;
  private int at;
  private int line = 1;
  private int column = 1;
  private @Nullable Token next;

  InterpolationScanner(String text) {
    this.text = text;
  }

  /// Where the next character is.
  Place place() {
    return new Place(line, column);
  }

  private boolean ended() {
    return at >= text.length();
  }

  private boolean sees(String what) {
    return text.startsWith(what, at);
  }

  private int step() {
    int point = text.codePointAt(at);
    at += Character.charCount(point);
    if (point == '\n') {
      line++;
      column = 1;
    } else {
      column++;
    }
    return point;
  }

  /// The text up to the next interpolation or the end, with its escapes undone. Within quotation
  /// marks there are `\"`, `\\` and `\n` too.
  String literal(boolean quoted) throws InterpolationException {
    StringBuilder out = new StringBuilder();
    int start = at;
    Place from = place();
    while (!ended() && !sees("${") && !(quoted && sees("\""))) {
      Place here = place();
      int point = step();
      if (point == '$' && sees("$")) {
        step();
      } else if (quoted && point == '\\') {
        point = escaped(here);
      }
      out.appendCodePoint(point);
    }
    if (quoted && ended()) {
      throw new Token(Kind.INVALID, text.substring(start), from).unexpected("\"${\"");
    }
    return out.toString();
  }

  private int escaped(Place from) throws InterpolationException {
    if (ended()) {
      throw InterpolationException.syntax(from, "unfinished backslash escape sequence");
    }
    return switch (step()) {
      case '\\' -> '\\';
      case 'n' -> '\n';
      case '"' -> '"';
      default -> throw InterpolationException.syntax(from, "invalid backslash escape sequence");
    };
  }

  /// Takes what ended a literal: true for `${`, false for the end or the closing mark.
  boolean beginsInterpolation(boolean quoted) {
    if (sees("${")) {
      step();
      step();
      return true;
    }
    if (quoted) {
      step();
    }
    return false;
  }

  /// The next token of an interpolation; it stays where it is.
  Token peek() {
    if (next == null) {
      next = scan();
    }
    return next;
  }

  Token take() {
    Token token = peek();
    next = null;
    return token;
  }

  boolean takes(String sign) {
    boolean there = peek().is(sign);
    if (there) {
      next = null;
    }
    return there;
  }

  /// Takes an operator of this precedence if one is next.
  @Nullable Operator takesOperator(int level) {
    for (Operator operator : Operator.values()) {
      if (operator.level == level && takes(operator.sign)) {
        return operator;
      }
    }
    return null;
  }

  void expect(String sign, String shown) throws InterpolationException {
    Token token = take();
    if (!token.is(sign)) {
      throw token.unexpected(shown);
    }
  }

  private Token scan() {
    while (!ended() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      step();
    }
    Place from = place();
    if (ended()) {
      return new Token(Kind.END, "", from);
    }
    int start = at;
    int first = text.codePointAt(at);
    Kind kind;
    if (first >= '0' && first <= '9') {
      kind = number();
    } else if (first == '_' || Character.isLetter(first)) {
      name();
      kind = Kind.NAME;
    } else {
      kind = sign();
    }
    return new Token(kind, text.substring(start, at), from);
  }

  private Kind number() {
    int start = at;
    digits();
    if (sees(".") && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
      step();
      digits();
    }
    if (at - start > MAX_DIGITS) {
      return Kind.INVALID;
    }
    return text.substring(start, at).indexOf('.') < 0 ? Kind.WHOLE : Kind.REAL;
  }

  private void digits() {
    while (!ended() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      step();
    }
  }

  /// Names may have dashes, dots before another part, and `*` as a part.
  private void name() {
    while (!ended()) {
      int point = text.codePointAt(at);
      boolean partFollows =
          point == '.' && at + 1 < text.length() && isNamePart(text.codePointAt(at + 1));
      boolean star = point == '*' && at > 0 && text.charAt(at - 1) == '.';
      if (point != '-' && !star && !partFollows && (point == '*' || !isNamePart(point))) {
        return;
      }
      step();
    }
  }

  private static boolean isNamePart(int point) {
    return point == '_' || point == '*' || Character.isLetterOrDigit(point);
  }

  private Kind sign() {
    for (Operator operator : Operator.values()) {
      if (sees(operator.sign)) {
        operator.sign.codePoints().forEach(point -> step());
        return Kind.SIGN;
      }
    }
    return "()[],.?:!}\"".indexOf(step()) >= 0 ? Kind.SIGN : Kind.INVALID;
  }
}
