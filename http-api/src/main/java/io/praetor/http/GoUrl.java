// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.wire.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Percent-encoding with the rules of Go's `net/url`, because clients see the results in redirects,
/// in error texts and in keys. A request target comes in with one `char` for each byte of the wire;
/// decoded texts are ordinary strings, bytes that are not UTF-8 kept as [io.praetor.wire.Utf8] does.
final class GoUrl {
  private static final String HEX = "0123456789ABCDEF";

  private GoUrl() {}

  /// The decoded path, or null when an escape is broken.
  static @Nullable String decodePath(String wire) {
    return decode(wire, false);
  }

  /// The decoded name or value of a query, or null when an escape is broken.
  static @Nullable String decodeQuery(String wire) {
    return decode(wire, true);
  }

  private static @Nullable String decode(String wire, boolean plusIsSpace) {
    if (plain(wire, plusIsSpace)) {
      return wire;
    }
    byte[] out = new byte[wire.length()];
    int size = 0;
    for (int i = 0; i < wire.length(); i++) {
      char c = wire.charAt(i);
      if (c == '%') {
        int high = i + 2 < wire.length() ? Character.digit(wire.charAt(i + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(wire.charAt(i + 2), 16);
        if (low < 0) {
          return null;
        }
        out[size++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        out[size++] = (byte) (c == '+' && plusIsSpace ? ' ' : c);
      }
    }
    return Bytes.copyOf(out, 0, size).text();
  }

  private static boolean plain(String wire, boolean plusIsSpace) {
    for (int i = 0; i < wire.length(); i++) {
      char c = wire.charAt(i);
      if (c == '%' || c > '~' || (c == '+' && plusIsSpace)) {
        return false;
      }
    }
    return true;
  }

  /// A path with every byte escaped that Go escapes in a path of its own making.
  static String encodePath(String text) {
    return encode(text, "-_.~$&+,/:;=@", false);
  }

  /// A query name or value as Go's `url.Values.Encode` writes it.
  static String encodeQuery(String text) {
    return encode(text, "-_.~", true);
  }

  private static String encode(String text, String kept, boolean spaceIsPlus) {
    byte[] bytes = Bytes.utf8(text).shared();
    StringBuilder out = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      if (letterOrDigit(c) || kept.indexOf(c) >= 0) {
        out.append(c);
      } else if (c == ' ' && spaceIsPlus) {
        out.append('+');
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }

  /// The path as Go would send it on: as it came, if it is well encoded, else encoded anew.
  static String escapedPath(String wire, String decoded) {
    for (int i = 0; i < wire.length(); i++) {
      char c = wire.charAt(i);
      if (!letterOrDigit(c) && "-_.~$&+,/:;=@!'()*[]%".indexOf(c) < 0) {
        return encodePath(decoded);
      }
    }
    return wire;
  }

  private static boolean letterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /// The text with the five characters escaped that matter in HTML.
  static String escapeHtml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&#34;")
        .replace("'", "&#39;");
  }

  /// The wire form of a text: one `char` for each byte of its UTF-8.
  static String wire(String text) {
    return new String(Bytes.utf8(text).shared(), StandardCharsets.ISO_8859_1);
  }
}
