// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// Addresses written as names: `4.3.2.1.in-addr.arpa`, 32 nibbles under `ip6.arpa`, and the
/// hexadecimal labels of `.addr`. Pure.
final class ReverseName {
  static final Name ARPA = zone("arpa");
  private static final Name IN_ADDR = zone("in-addr.arpa");
  private static final Name IP6 = zone("ip6.arpa");

  private ReverseName() {}

  private static Name zone(String text) {
    try {
      return Name.parse(text);
    } catch (DnsFormatException never) {
      throw new IllegalStateException(never);
    }
  }

  /// The address that a name under `arpa.` stands for, or null.
  static @Nullable InetAddress address(Name name) {
    byte @Nullable [] bytes = null;
    if (name.isWithin(IN_ADDR)) {
      bytes = fromOctets(name.labelsBefore(IN_ADDR));
    } else if (name.isWithin(IP6)) {
      bytes = fromNibbles(name.labelsBefore(IP6));
    }
    return bytes == null ? null : addressOf(bytes);
  }

  static InetAddress addressOf(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException(wrongLength);
    }
  }

  /// The bytes of 8 or 32 hexadecimal digits, or null for any other text.
  static byte @Nullable [] fromHex(String digits) {
    if (digits.length() != 8 && digits.length() != 32) {
      return null;
    }
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < digits.length(); i++) {
      int digit = hexDigit(digits.charAt(i));
      if (digit < 0) {
        return null;
      }
      bytes[i / 2] |= (byte) (i % 2 == 0 ? digit << 4 : digit);
    }
    return bytes;
  }

  static String toHex(byte[] bytes) {
    StringBuilder digits = new StringBuilder(bytes.length * 2);
    for (byte b : bytes) {
      digits.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
    }
    return digits.toString();
  }

  private static byte @Nullable [] fromOctets(String[] labels) {
    if (labels.length != 4) {
      return null;
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      String label = labels[3 - i];
      if (label.length() > 3 || !label.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return null;
      }
      int value = Integer.parseInt(label);
      if (value > 255) {
        return null;
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }

  private static byte @Nullable [] fromNibbles(String[] labels) {
    if (labels.length != 32) {
      return null;
    }
    byte[] bytes = new byte[16];
    for (int i = 0; i < 32; i++) {
      String label = labels[31 - i];
      int digit = label.length() == 1 ? hexDigit(label.charAt(0)) : -1;
      if (digit < 0) {
        return null;
      }
      bytes[i / 2] |= (byte) (i % 2 == 0 ? digit << 4 : digit);
    }
    return bytes;
  }

  private static int hexDigit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}
