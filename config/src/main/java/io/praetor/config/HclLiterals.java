// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import io.praetor.config.HclToken.Kind;

/// What the literals of HCL stand for: numbers with their Go prefixes, strings with escapes outside
/// of `${…}`, and here-documents with or without their indentation.
final class HclLiterals {
  private HclLiterals() {}

  /// The name that a key token stands for.
  static String key(HclToken token) throws SyntaxException {
    return token.kind() == Kind.STRING ? unquote(token) : token.text();
  }

  /// The value of a literal token.
  static Object value(HclToken token) throws SyntaxException {
    String text = token.text();
    return switch (token.kind()) {
      case BOOL -> text.equals("true");
      case NUMBER -> integer(text);
      case FLOAT -> decimal(text);
      case STRING -> unquote(token);
      case HEREDOC -> heredoc(text);
      default -> throw new IllegalArgumentException("no literal: " + token);
    };
  }

  private static Long integer(String text) throws SyntaxException {
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    int radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      boolean hex = digits.charAt(1) == 'x' || digits.charAt(1) == 'X';
      radix = hex ? 16 : 8;
      digits = digits.substring(hex ? 2 : 1);
    }
    try {
      return Long.parseLong(negative ? "-" + digits : digits, radix);
    } catch (NumberFormatException e) {
      boolean isOctal8 = radix == 8 && digits.chars().anyMatch(c -> c >= '8');
      throw new SyntaxException(
          "strconv.ParseInt: parsing "
              + GoText.quote(text)
              + (isOctal8 ? ": invalid syntax" : ": value out of range"));
    }
  }

  private static Double decimal(String text) throws SyntaxException {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException malformed) {
      throw new SyntaxException(
          "strconv.ParseFloat: parsing " + GoText.quote(text) + ": invalid syntax");
    }
    if (Double.isInfinite(value)) {
      throw new SyntaxException(
          "strconv.ParseFloat: parsing " + GoText.quote(text) + ": value out of range");
    }
    return value;
  }

  private static String unquote(HclToken token) throws SyntaxException {
    String text = token.text().substring(1, token.text().length() - 1);
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c == '$' && i < text.length() && text.charAt(i) == '{') {
        int end = interpolationEnd(text, i);
        out.append(text, i - 1, end);
        i = end;
      } else if (c != '\\') {
        out.append(c);
      } else {
        c = text.charAt(i++);
        int simple = "abfnrtv\\\"".indexOf(c);
        if (simple >= 0) {
          out.append("\u0007\b\f\n\r\t\u000b\\\"".charAt(simple));
          continue;
        }
        boolean octal = c >= '0' && c <= '7';
        int length = octal ? 3 : c == 'x' ? 2 : c == 'u' ? 4 : 8;
        int from = octal ? i - 1 : i;
        int to = from + length;
        long code =
            to > text.length() ? -1 : Long.parseLong(text.substring(from, to), octal ? 8 : 16);
        if (code < 0 || code > Character.MAX_CODE_POINT || (octal && code > 255)) {
          throw token.error("illegal char escape");
        }
        out.appendCodePoint((int) code);
        i = to;
      }
    }
    return out.toString();
  }

  private static int interpolationEnd(String text, int brace) {
    int open = 0;
    for (int i = brace; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        open++;
      } else if (text.charAt(i) == '}' && --open == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  private static String heredoc(String text) {
    int bodyStart = text.indexOf('\n') + 1;
    int bodyEnd = text.lastIndexOf('\n', text.length() - 2) + 1;
    String body = text.substring(bodyStart, bodyEnd);
    if (text.charAt(2) != '-') {
      return body;
    }
    String lastLine = text.substring(bodyEnd);
    String indent = lastLine.substring(0, lastLine.length() - lastLine.stripLeading().length());
    StringBuilder out = new StringBuilder(body.length());
    for (String line : body.lines().toList()) {
      if (!line.startsWith(indent)) {
        return body;
      }
      out.append(line, indent.length(), line.length()).append('\n');
    }
    return out.toString();
  }
}
