// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// IP addresses as the `net` package of Go reads and writes them: literals only, never a look-up,
/// IPv4 with four decimal parts and no leading zeros, IPv6 in the short form of RFC 5952.
public final class Ip {
  private Ip() {}

  /// The address a literal stands for, or null when the text is none.
  public static @Nullable InetAddress parse(String text) {
    byte @Nullable [] bytes = text.indexOf(':') >= 0 ? v6(text) : v4(text);
    return bytes == null ? null : of(bytes);
  }

  /// The address with these four or sixteen bytes.
  static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException("an IP address has 4 or 16 bytes", wrongLength);
    }
  }

  /// The text of an address.
  public static String text(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return (bytes[0] & 0xff)
          + "."
          + (bytes[1] & 0xff)
          + "."
          + (bytes[2] & 0xff)
          + "."
          + (bytes[3] & 0xff);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int zerosAt = -1;
    int zeros = 1;
    for (int i = 0; i < 8; i++) {
      int j = i;
      while (j < 8 && groups[j] == 0) {
        j++;
      }
      if (j - i > zeros) {
        zerosAt = i;
        zeros = j - i;
      }
      i = j;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == zerosAt) {
        out.append("::");
        i += zeros - 1;
        continue;
      }
      if (i > 0 && i != zerosAt + zeros) {
        out.append(':');
      }
      out.append(Integer.toHexString(groups[i]));
    }
    return out.toString();
  }

  /// `host:port`, an IPv6 host in brackets.
  public static String hostPort(InetAddress address, int port) {
    return address instanceof Inet4Address
        ? text(address) + ":" + port
        : "[" + text(address) + "]:" + port;
  }

  private static byte @Nullable [] v4(String text) {
    byte[] bytes = new byte[4];
    int part = 0;
    int value = -1;
    int digits = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '.' : text.charAt(i);
      if (c == '.') {
        if (value < 0 || part == 4) {
          return null;
        }
        bytes[part++] = (byte) value;
        value = -1;
        digits = 0;
      } else if (c < '0' || c > '9' || value == 0 || ++digits > 3) {
        return null;
      } else {
        value = Math.max(value, 0) * 10 + (c - '0');
        if (value > 255) {
          return null;
        }
      }
    }
    return part == 4 ? bytes : null;
  }

  private static byte @Nullable [] v6(String text) {
    byte[] bytes = new byte[16];
    int filled = 0;
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      if (filled == 16) {
        return null;
      }
      int end = text.indexOf(':', at);
      String group = text.substring(at, end < 0 ? text.length() : end);
      if (end < 0 && group.indexOf('.') >= 0) {
        byte @Nullable [] tail = v4(group);
        if (tail == null || filled > 12) {
          return null;
        }
        System.arraycopy(tail, 0, bytes, filled, 4);
        filled += 4;
        break;
      }
      int value = hex(group);
      if (value < 0) {
        return null;
      }
      bytes[filled++] = (byte) (value >> 8);
      bytes[filled++] = (byte) value;
      if (end < 0) {
        break;
      }
      at = end + 1;
      if (at == text.length()) {
        return null;
      }
      if (text.charAt(at) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = filled;
        at++;
      }
    }
    if (gap < 0) {
      return filled == 16 ? bytes : null;
    }
    if (filled == 16) {
      return null;
    }
    byte[] whole = new byte[16];
    System.arraycopy(bytes, 0, whole, 0, gap);
    System.arraycopy(bytes, gap, whole, 16 - (filled - gap), filled - gap);
    return whole;
  }

  private static int hex(String group) {
    if (group.isEmpty() || group.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      int digit = Character.digit(group.charAt(i), 16);
      if (digit < 0 || group.charAt(i) > 'f') {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
