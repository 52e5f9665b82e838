// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/// Go strings are bytes that need not be valid UTF-8 (a key of `%ff` is legal), Java strings are
/// UTF-16. Each byte that is not part of a valid sequence becomes one lone low surrogate U+DC80 +
/// (byte - 0x80), which no valid text contains, and turns back into that byte: nothing is lost on
/// the way through.
public final class Utf8 {
  private static final int ESCAPE = 0xDC00;

  /// Go's string order: by unsigned bytes.
  public static final Comparator<String> ORDER = Utf8::compare;

  private Utf8() {}

  public static String decode(byte[] data, int from, int to) {
    for (int i = from; i < to; i++) {
      if (data[i] < 0) {
        return decodeSlowly(data, from, to);
      }
    }
    return new String(data, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static String decodeSlowly(byte[] data, int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    int i = from;
    while (i < to) {
      int length = sequence(data, i, to);
      if (length == 0) {
        out.append((char) (ESCAPE | (data[i] & 0xff)));
        i++;
      } else {
        out.appendCodePoint(codePoint(data, i, length));
        i += length;
      }
    }
    return out.toString();
  }

  /// The length of the valid sequence that starts here, 0 if there is none.
  static int sequence(byte[] data, int at, int to) {
    int first = data[at] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > to) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((data[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = data[at + 1] & 0xff;
    boolean overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    boolean beyond = (first == 0xed && second > 0x9f) || (first == 0xf4 && second > 0x8f);
    return overlong || beyond ? 0 : length;
  }

  private static int codePoint(byte[] data, int at, int length) {
    int first = data[at] & 0xff;
    return switch (length) {
      case 1 -> first;
      case 2 -> (first & 0x1f) << 6 | tail(data, at + 1);
      case 3 -> (first & 0x0f) << 12 | tail(data, at + 1) << 6 | tail(data, at + 2);
      default ->
          (first & 0x07) << 18
              | tail(data, at + 1) << 12
              | tail(data, at + 2) << 6
              | tail(data, at + 3);
    };
  }

  private static int tail(byte[] data, int at) {
    return data[at] & 0x3f;
  }

  public static byte[] encode(String text) {
    byte[] out = new byte[maxBytes(text)];
    int length = encode(text, out, 0);
    return length == out.length ? out : Arrays.copyOf(out, length);
  }

  /// A bound that is exact for ASCII text.
  static int maxBytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return Math.multiplyExact(text.length(), 3);
      }
    }
    return text.length();
  }

  /// Writes at `at`, where `maxBytes` must be free, and returns the position after it.
  static int encode(String text, byte[] out, int at) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        out[at++] = (byte) c;
      } else if (c < 0x800) {
        out[at++] = (byte) (0xc0 | c >> 6);
        out[at++] = (byte) (0x80 | (c & 0x3f));
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        out[at++] = (byte) (0xf0 | point >> 18);
        out[at++] = (byte) (0x80 | (point >> 12 & 0x3f));
        out[at++] = (byte) (0x80 | (point >> 6 & 0x3f));
        out[at++] = (byte) (0x80 | (point & 0x3f));
      } else if (isEscapedByte(c)) {
        out[at++] = (byte) c;
      } else {
        int unit = Character.isSurrogate(c) ? 0xfffd : c;
        out[at++] = (byte) (0xe0 | unit >> 12);
        out[at++] = (byte) (0x80 | (unit >> 6 & 0x3f));
        out[at++] = (byte) (0x80 | (unit & 0x3f));
      }
    }
    return at;
  }

  /// Whether a lone surrogate stands for a byte that was not UTF-8.
  static boolean isEscapedByte(char c) {
    return c >= 0xDC80 && c <= 0xDCFF;
  }

  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return x < 0x80 && y < 0x80
            ? Character.compare(x, y)
            : Arrays.compareUnsigned(encode(a), encode(b));
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
