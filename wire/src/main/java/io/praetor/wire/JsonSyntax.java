// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

/// Finds the end of the first JSON value and refuses bad syntax with Go's texts. Go's decoder looks
/// at a whole value before it decodes any of it, so a syntax error anywhere wins over an unknown
/// field earlier.
final class JsonSyntax {
  private final byte[] data;
  private final int to;
  private int at;

  private JsonSyntax(byte[] data, int from, int to) {
    this.data = data;
    this.at = from;
    this.to = to;
  }

  /// The position after the value; what follows it is not looked at.
  static int end(byte[] data, int from, int to) {
    JsonSyntax scan = new JsonSyntax(data, from, to);
    scan.space();
    if (scan.at == to) {
      throw DecodeException.end();
    }
    scan.value(0);
    return scan.at;
  }

  private void space() {
    while (at < to
        && (data[at] == ' ' || data[at] == '\n' || data[at] == '\t' || data[at] == '\r')) {
      at++;
    }
  }

  private byte need() {
    if (at == to) {
      throw DecodeException.unexpectedEnd();
    }
    return data[at];
  }

  private byte needPastSpace() {
    space();
    return need();
  }

  private DecodeException bad(String where) {
    int c = data[at] & 0xff;
    String shown =
        c == '\'' ? "'\\''" : c == '"' ? "'\"'" : GoQuote.quote(Character.toString(c), '\'');
    return DecodeException.syntax("invalid character " + shown + " " + where);
  }

  private void value(int depth) {
    if (depth > Decoder.MAX_DEPTH) {
      throw DecodeException.limit("exceeded max depth");
    }
    switch (needPastSpace()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw bad("looking for beginning of value");
    }
  }

  private void object(int depth) {
    at++;
    if (needPastSpace() == '}') {
      at++;
      return;
    }
    while (true) {
      if (needPastSpace() != '"') {
        throw bad("looking for beginning of object key string");
      }
      string();
      if (needPastSpace() != ':') {
        throw bad("after object key");
      }
      at++;
      value(depth + 1);
      byte next = needPastSpace();
      if (next != ',' && next != '}') {
        throw bad("after object key:value pair");
      }
      at++;
      if (next == '}') {
        return;
      }
    }
  }

  private void array(int depth) {
    at++;
    if (needPastSpace() == ']') {
      at++;
      return;
    }
    while (true) {
      value(depth + 1);
      byte next = needPastSpace();
      if (next != ',' && next != ']') {
        throw bad("after array element");
      }
      at++;
      if (next == ']') {
        return;
      }
    }
  }

  private void string() {
    at++;
    while (true) {
      byte c = need();
      if (c == '"') {
        at++;
        return;
      }
      if (c >= 0 && c < ' ') {
        throw bad("in string literal");
      }
      at++;
      if (c == '\\') {
        escape();
      }
    }
  }

  private void escape() {
    switch (need()) {
      case 'b', 'f', 'n', 'r', 't', '\\', '/', '"' -> at++;
      case 'u' -> {
        at++;
        for (int i = 0; i < 4; i++, at++) {
          if (Character.digit(need(), 16) < 0) {
            throw bad("in \\u hexadecimal character escape");
          }
        }
      }
      default -> throw bad("in string escape code");
    }
  }

  private void literal(String word) {
    for (int i = 1; i < word.length(); i++) {
      at++;
      if (need() != word.charAt(i)) {
        throw bad("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
    at++;
  }

  private void number() {
    if (data[at] == '-') {
      at++;
      if (!isDigit(need())) {
        throw bad("in numeric literal");
      }
    }
    if (data[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (at < to && data[at] == '.') {
      at++;
      if (!isDigit(need())) {
        throw bad("after decimal point in numeric literal");
      }
      digits();
    }
    if (at < to && (data[at] == 'e' || data[at] == 'E')) {
      at++;
      if (need() == '+' || data[at] == '-') {
        at++;
      }
      if (!isDigit(need())) {
        throw bad("in exponent of numeric literal");
      }
      digits();
    }
  }

  private void digits() {
    while (at < to && isDigit(data[at])) {
      at++;
    }
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
