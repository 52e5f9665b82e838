// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import io.praetor.config.HclToken.Kind;
import org.jspecify.annotations.Nullable;

/// Cuts an HCL 1 text into tokens. Lines end with a line feed only; positions count characters.
/// A fault is noted and scanning goes on, because the fault that Consul reports is the last one
/// that the scanner meets before the parser gives up.
final class HclScanner {
  private static final int END = -1;

  private final String source;
  private int at;
  private int line = 1;
  private int column;
  private @Nullable SyntaxException fault;

  HclScanner(String source) {
    this.source = source.replace("\r\n", "\n");
  }

  /// The last fault so far, or null.
  @Nullable SyntaxException fault() {
    return fault;
  }

  /// The next token that is not a comment; after the last one EOF for ever.
  HclToken next() {
    HclToken token = scan();
    while (token.kind() == Kind.COMMENT) {
      token = scan();
    }
    return token;
  }

  private HclToken scan() {
    int c = peek();
    while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      advance();
      c = peek();
    }
    int start = at;
    int startLine = line;
    int startColumn = column + 1;
    advance();
    Kind kind = kindOf(c);
    String text = source.substring(start, at);
    if (kind == Kind.IDENT && (text.equals("true") || text.equals("false"))) {
      kind = Kind.BOOL;
    }
    return new HclToken(kind, startLine, startColumn, text);
  }

  private Kind kindOf(int c) {
    if (isLetter(c)) {
      while (isLetter(peek()) || isDigit(peek()) || peek() == '-' || peek() == '.') {
        advance();
      }
      pastEnd();
      return Kind.IDENT;
    }
    if (isDecimal(c)) {
      return number(c);
    }
    return switch (c) {
      case END, 0 -> Kind.EOF;
      case '"' -> string();
      case '#', '/' -> comment(c);
      case '<' -> heredoc();
      case '[' -> Kind.LBRACK;
      case ']' -> Kind.RBRACK;
      case '{' -> Kind.LBRACE;
      case '}' -> Kind.RBRACE;
      case ',' -> Kind.COMMA;
      case '=' -> Kind.ASSIGN;
      case '+' -> Kind.ADD;
      case '.' -> {
        if (!isDecimal(peek())) {
          yield Kind.PERIOD;
        }
        decimals();
        if (peek() == 'e' || peek() == 'E') {
          // What would follow is a token of its own: there is no exponent without a whole part.
          advance();
        }
        pastEnd();
        yield Kind.FLOAT;
      }
      case '-' -> {
        if (!isDecimal(peek())) {
          yield Kind.SUB;
        }
        int first = peek();
        advance();
        yield number(first);
      }
      default -> noted(Kind.ILLEGAL, "illegal char");
    };
  }

  /// A null character counts as the end inside of a token, and scanning goes on behind it.
  private static boolean isEnd(int c) {
    return c == END || c == 0;
  }

  /// A word, number or line comment that ends with the text was read one step too far; positions
  /// show it.
  private void pastEnd() {
    if (peek() == END) {
      column++;
    } else if (peek() == 0) {
      advance();
    }
  }

  private Kind comment(int c) {
    if (c == '/' && peek() == '*') {
      advance();
      int previous = 0;
      while (true) {
        int next = peek();
        advance();
        if (isEnd(next)) {
          note("comment not terminated");
          return Kind.COMMENT;
        }
        if (previous == '*' && next == '/') {
          return Kind.COMMENT;
        }
        previous = next;
      }
    }
    if (c == '/' && peek() != '/') {
      note("expected '/' for comment");
      return Kind.COMMENT;
    }
    while (peek() != '\n' && !isEnd(peek())) {
      advance();
    }
    pastEnd();
    return Kind.COMMENT;
  }

  private Kind number(int first) {
    if (first == '0' && (peek() == 'x' || peek() == 'X')) {
      advance();
      int from = at;
      while (hexDigit(peek()) < 16) {
        advance();
      }
      if (at == from) {
        noteNext("illegal hexadecimal number");
      }
      pastEnd();
      return Kind.NUMBER;
    }
    int from = at;
    decimals();
    if (peek() == '.' || peek() == 'e' || peek() == 'E') {
      fraction();
      return Kind.FLOAT;
    }
    pastEnd();
    if (first != '0') {
      pastEnd();
      return Kind.NUMBER;
    }
    for (int i = from + 1; i < at; i++) {
      if (source.charAt(i) >= '8') {
        note("illegal octal number");
        break;
      }
    }
    return Kind.NUMBER;
  }

  private void fraction() {
    boolean hasDigits = peek() != '.';
    if (peek() == '.') {
      advance();
      hasDigits = isDecimal(peek());
      decimals();
    }
    if (peek() == 'e' || peek() == 'E') {
      hasDigits = exponent();
    }
    if (hasDigits) {
      pastEnd();
    }
  }

  private void decimals() {
    while (isDecimal(peek())) {
      advance();
    }
  }

  /// Whether it has digits; without them it takes along what stands in their place.
  private boolean exponent() {
    advance();
    if (peek() == '-' || peek() == '+') {
      advance();
    }
    int from = at;
    decimals();
    if (at > from) {
      return true;
    }
    advance();
    return false;
  }

  private Kind string() {
    int braces = 0;
    while (true) {
      int c = peek();
      if (isEnd(c) || (c == '\n' && braces == 0)) {
        advance();
        note("literal not terminated");
        return Kind.STRING;
      }
      advance();
      if (c == '"' && braces == 0) {
        return Kind.STRING;
      }
      if (braces == 0 && c == '$' && peek() == '{') {
        braces = 1;
        advance();
      } else if (braces > 0 && c == '{') {
        braces++;
      } else if (braces > 0 && c == '}') {
        braces--;
      }
      if (c == '\\') {
        escape();
      }
    }
  }

  private void escape() {
    int c = peek();
    advance();
    switch (c) {
      case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\', '"' -> {}
      case '0', '1', '2', '3', '4', '5', '6', '7' -> digits(8, 2);
      case 'x' -> digits(16, 2);
      case 'u' -> digits(16, 4);
      case 'U' -> digits(16, 8);
      default -> note("illegal char escape");
    }
  }

  private void digits(int base, int count) {
    for (int i = 0; i < count; i++) {
      if (hexDigit(peek()) >= base) {
        noteNext("illegal char escape");
        return;
      }
      advance();
    }
    if (peek() == END) {
      column++;
    }
  }

  private Kind heredoc() {
    int second = peek();
    advance();
    if (second != '<') {
      return noted(Kind.HEREDOC, "heredoc expected second '<', didn't see it");
    }
    if (peek() == '-') {
      advance();
    }
    int from = at;
    while (isLetter(peek()) || isDigit(peek())) {
      advance();
    }
    String anchor = source.substring(from, at);
    int end = peek();
    advance();
    if (isEnd(end)) {
      return noted(Kind.HEREDOC, "heredoc not terminated");
    }
    if (end != '\n') {
      return noted(Kind.HEREDOC, "invalid characters in heredoc anchor");
    }
    if (anchor.isEmpty()) {
      return noted(Kind.HEREDOC, "zero-length heredoc anchor");
    }
    int lineStart = at;
    while (true) {
      int c = peek();
      if (isEnd(c)) {
        advance();
        return noted(Kind.HEREDOC, "heredoc not terminated");
      }
      if (c == '\n' && source.substring(lineStart, at).strip().equals(anchor)) {
        advance();
        return Kind.HEREDOC;
      }
      advance();
      if (c == '\n') {
        lineStart = at;
      }
    }
  }

  private int peek() {
    return at < source.length() ? source.codePointAt(at) : END;
  }

  private void advance() {
    column++;
    int c = peek();
    if (c == END) {
      return;
    }
    at += Character.charCount(c);
    switch (c) {
      case '\n' -> {
        line++;
        column = 0;
      }
      case 0 -> note("unexpected null character (0x00)");
      // What a decoder leaves where the bytes were not UTF-8.
      case 0xfffd -> note("illegal UTF-8 encoding");
      case 0xe123 -> note("unicode code point U+E123 reserved for internal use");
      default -> {}
    }
  }

  private Kind noted(Kind kind, String message) {
    note(message);
    return kind;
  }

  /// Notes a fault at the character to be read next.
  private void noteNext(String message) {
    column++;
    note(message);
    column--;
  }

  /// Notes a fault at the character read last; a line feed still belongs to the line it ends.
  private void note(String message) {
    int atLine = line;
    int atColumn = column;
    if (column == 0) {
      atLine = line - 1;
      int start = source.lastIndexOf('\n', at - 2) + 1;
      atColumn = source.codePointCount(start, at - 1) + 1;
    }
    fault = new SyntaxException("At " + atLine + ":" + atColumn + ": " + message);
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c >= 0x80 && Character.isLetter(c));
  }

  private static boolean isDigit(int c) {
    return isDecimal(c) || (c >= 0x80 && Character.isDigit(c));
  }

  private static boolean isDecimal(int c) {
    return c >= '0' && c <= '9';
  }

  private static int hexDigit(int c) {
    int digit = c >= 0 && c < 0x80 ? Character.digit(c, 16) : -1;
    return digit < 0 ? 16 : digit;
  }
}
