// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON into a tree of maps, lists, strings, doubles, booleans and null.
///
/// Hand-written because its errors are a contract: an operator sees what Go's `encoding/json` says,
/// naming the character and the place in the grammar, and no Java parser says the same. Later
/// duplicates of a key win, every number is a double, depth is bounded. Pure; any thread.
final class JsonText {
  /// Deeper texts are refused. Far above any configuration, far below what the stack can hold.
  static final int MAX_DEPTH = 500;

  private final String text;
  private int at;
  private int depth;

  private JsonText(String text) {
    this.text = text;
  }

  /// The value that the whole text stands for.
  static @Nullable Object parse(String text) throws SyntaxException {
    JsonText reader = new JsonText(text);
    Object value = reader.value();
    reader.space();
    if (reader.at < text.length()) {
      throw reader.unexpected("after top-level value");
    }
    return value;
  }

  private @Nullable Object value() throws SyntaxException {
    space();
    char c = peek();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> {
        if (c == '-' || isDigit(c)) {
          yield number();
        }
        throw unexpected("looking for beginning of value");
      }
    };
  }

  private Map<String, @Nullable Object> object() throws SyntaxException {
    enter();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    space();
    if (peek() == '}') {
      leave();
      return members;
    }
    while (true) {
      space();
      if (peek() != '"') {
        throw unexpected("looking for beginning of object key string");
      }
      String key = string();
      space();
      if (peek() != ':') {
        throw unexpected("after object key");
      }
      at++;
      members.put(key, value());
      space();
      char c = peek();
      if (c == '}') {
        leave();
        return members;
      }
      if (c != ',') {
        throw unexpected("after object key:value pair");
      }
      at++;
    }
  }

  private List<@Nullable Object> array() throws SyntaxException {
    enter();
    List<@Nullable Object> elements = new ArrayList<>();
    space();
    if (peek() == ']') {
      leave();
      return elements;
    }
    while (true) {
      elements.add(value());
      space();
      char c = peek();
      if (c == ']') {
        leave();
        return elements;
      }
      if (c != ',') {
        throw unexpected("after array element");
      }
      at++;
    }
  }

  private String string() throws SyntaxException {
    at++;
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = peek();
      if (c == '"') {
        at++;
        return paired(out.toString());
      }
      if (c < 0x20) {
        throw unexpected("in string literal");
      }
      at++;
      out.append(c == '\\' ? escape() : c);
    }
  }

  /// Halves of surrogate pairs stand alone only where a text escapes them; Go puts the replacement
  /// character there.
  private static String paired(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
              out.appendCodePoint(half ? 0xfffd : c);
            });
    return out.toString();
  }

  private char escape() throws SyntaxException {
    char c = inside();
    int simple = "\"\\/bfnrt".indexOf(c);
    if (simple >= 0) {
      at++;
      return "\"\\/\b\f\n\r\t".charAt(simple);
    }
    if (c != 'u') {
      throw unexpected("in string escape code");
    }
    at++;
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = inside() < 0x80 ? Character.digit(inside(), 16) : -1;
      if (digit < 0) {
        throw unexpected("in \\u hexadecimal character escape");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private Double number() throws SyntaxException {
    int start = at;
    if (text.charAt(at) == '-') {
      at++;
      if (!isDigit(inside())) {
        throw unexpected("in numeric literal");
      }
    }
    if (text.charAt(at) == '0') {
      at++;
    } else {
      digits();
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      if (!isDigit(inside())) {
        throw unexpected("after decimal point in numeric literal");
      }
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (inside() == '+' || inside() == '-') {
        at++;
      }
      if (!isDigit(inside())) {
        throw unexpected("in exponent of numeric literal");
      }
      digits();
    }
    String number = text.substring(start, at);
    double value = Double.parseDouble(number);
    if (Double.isInfinite(value)) {
      throw new SyntaxException(
          "json: cannot unmarshal number " + number + " into Go value of type float64");
    }
    return value;
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private <T extends @Nullable Object> T literal(String word, T value) throws SyntaxException {
    at++;
    for (int i = 1; i < word.length(); i++) {
      if (inside() != word.charAt(i)) {
        throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
      at++;
    }
    return value;
  }

  private void enter() throws SyntaxException {
    if (++depth > MAX_DEPTH) {
      throw new SyntaxException("exceeded max depth");
    }
    at++;
  }

  private void leave() {
    depth--;
    at++;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /// The next character inside of a number, word or escape; a space at the end.
  private char inside() {
    return at < text.length() ? text.charAt(at) : ' ';
  }

  private char peek() throws SyntaxException {
    if (at == text.length()) {
      throw new SyntaxException("unexpected end of JSON input");
    }
    return text.charAt(at);
  }

  private SyntaxException unexpected(String where) {
    // At its end Go feeds the grammar one more space, which is what a cut-off number or word shows.
    int c = at < text.length() ? text.codePointAt(at) : ' ';
    return new SyntaxException("invalid character " + quoted(c) + " " + where);
  }

  /// Go looks at single bytes, so a character beyond ASCII is named by its first byte.
  private static String quoted(int codePoint) {
    if (codePoint == '\'') {
      return "'\\''";
    }
    if (codePoint == '"') {
      return "'\"'";
    }
    int first = codePoint;
    if (codePoint >= 0x80 && (codePoint < 0xd800 || codePoint > 0xdfff)) {
      first = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)[0] & 0xff;
    }
    String inside = GoText.quote(Character.toString(first));
    return "'" + inside.substring(1, inside.length() - 1) + "'";
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
