// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.filter;

import org.jspecify.annotations.Nullable;

/// The escapes of a double-quoted Go string, without the quotes.
final class Unquote {
  private Unquote() {}

  /// Null when the text is not a valid string literal.
  static @Nullable String text(String inside) {
    if (inside.indexOf('\\') < 0) {
      return inside.indexOf('\n') < 0 ? inside : null;
    }
    StringBuilder out = new StringBuilder(inside.length());
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c == '\n') {
        return null;
      }
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (++i == inside.length()) {
        return null;
      }
      char escape = inside.charAt(i);
      int simple = "abfnrtv\\".indexOf(escape);
      if (simple >= 0) {
        out.append("\u0007\b\f\n\r\t\u000b\\".charAt(simple));
        continue;
      }
      int digits =
          switch (escape) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> escape >= '0' && escape <= '7' ? 3 : 0;
          };
      boolean octal = digits == 3;
      int from = octal ? i : i + 1;
      int point = digits == 0 || from + digits > inside.length() ? -1 : 0;
      for (int d = from; point >= 0 && d < from + digits; d++) {
        int digit = Character.digit(inside.charAt(d), octal ? 8 : 16);
        point = digit < 0 || point > 0xFFFFFF ? -1 : point * (octal ? 8 : 16) + digit;
      }
      if (point < 0
          || point > Character.MAX_CODE_POINT
          || (octal && point > 255)
          || (digits > 3 && point >= 0xD800 && point <= 0xDFFF)) {
        return null;
      }
      out.appendCodePoint(point);
      i = from + digits - 1;
    }
    return out.toString();
  }
}
