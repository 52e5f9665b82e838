// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Keys of rows, as byte strings whose unsigned order is the order of the rows.
///
/// A key of several parts is built so that no part runs into the next and the order is that of the
/// parts, whatever bytes are in them: each part but the last ends with 0x00 0x01, and 0x00 inside is
/// written 0x00 0xff. A key of only the first parts, ended likewise, is a prefix of all that share them.
public final class Key {
  /// The prefix of all keys.
  public static final byte[] EMPTY = {};

  private Key() {}

  /// Text as UTF-8. The lone surrogates U+DC80 to U+DCFF stand for single bytes that are not UTF-8.
  public static byte[] of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return encoded(text);
      }
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] encoded(String text) {
    byte[] out = new byte[Math.multiplyExact(text.length(), 3)];
    int at = 0;
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      int next = i + Character.charCount(point);
      if (point >= 0xDC80 && point <= 0xDCFF) {
        out[at++] = (byte) point;
      } else {
        byte[] bytes = text.substring(i, next).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, out, at, bytes.length);
        at += bytes.length;
      }
      i = next;
    }
    return Arrays.copyOf(out, at);
  }

  /// The parts in order, the last one left open: also the prefix of all keys whose last part goes on.
  public static byte[] of(String first, String second, String... more) {
    byte[] key = joined(ended(of(first)), more.length == 0 ? of(second) : ended(of(second)));
    for (int i = 0; i < more.length; i++) {
      key = joined(key, i == more.length - 1 ? of(more[i]) : ended(of(more[i])));
    }
    return key;
  }

  /// The prefix of all keys whose first parts are exactly these.
  public static byte[] prefix(String... parts) {
    byte[] key = EMPTY;
    for (String part : parts) {
      key = joined(key, ended(of(part)));
    }
    return key;
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] key = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, key, first.length, second.length);
    return key;
  }

  /// The part with its end marked.
  static byte[] ended(byte[] part) {
    int zeros = 0;
    for (byte b : part) {
      if (b == 0) {
        zeros++;
      }
    }
    byte[] out = new byte[part.length + zeros + 2];
    int at = 0;
    for (byte b : part) {
      out[at++] = b;
      if (b == 0) {
        out[at++] = (byte) 0xff;
      }
    }
    out[at + 1] = 1;
    return out;
  }
}
