// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

/// Go's `%q`, which most of Consul's error texts use around names. Bytes that are not UTF-8 (see
/// [Utf8]) print as `\xNN`.
public final class GoQuote {
  private GoQuote() {}

  public static String quote(String text) {
    return quote(text, '"');
  }

  static String quote(String text, char mark) {
    StringBuilder out = new StringBuilder(text.length() + 2).append(mark);
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      append(out, point, mark);
    }
    return out.append(mark).toString();
  }

  private static void append(StringBuilder out, int point, char mark) {
    if (point == mark || point == '\\') {
      out.append('\\').append((char) point);
    } else if (point <= 0xffff && Utf8.isEscapedByte((char) point)) {
      out.append("\\x").append(hex(point & 0xff, 2));
    } else if (printable(point)) {
      out.appendCodePoint(point);
    } else {
      switch (point) {
        case 0x07 -> out.append("\\a");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case 0x0b -> out.append("\\v");
        default -> {
          if (point < ' ' || point == 0x7f) {
            out.append("\\x").append(hex(point, 2));
          } else if (point < 0x10000) {
            out.append("\\u").append(hex(point, 4));
          } else {
            out.append("\\U").append(hex(point, 8));
          }
        }
      }
    }
  }

  private static String hex(int value, int digits) {
    String text = Integer.toHexString(value);
    return "0".repeat(digits - text.length()) + text;
  }

  /// Go's `unicode.IsPrint`: letters, marks, numbers, punctuation, symbols and the ASCII space.
  static boolean printable(int point) {
    if (point == ' ') {
      return true;
    }
    return switch (Character.getType(point)) {
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
