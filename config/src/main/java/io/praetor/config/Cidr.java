// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A network as `address/bits`, the host bits cleared.
///
/// @param network the first address of the network
/// @param bits how many leading bits count
public record Cidr(InetAddress network, int bits) {
  /// The network a text stands for, or null when it is none.
  public static @Nullable Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return null;
    }
    InetAddress address = Ip.parse(text.substring(0, slash));
    String digits = text.substring(slash + 1);
    if (address == null
        || digits.isEmpty()
        || digits.length() > 3
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    int bits = Integer.parseInt(digits);
    byte[] bytes = address.getAddress();
    if (bits > bytes.length * 8) {
      return null;
    }
    for (int i = 0; i < bytes.length; i++) {
      int keep = Math.clamp(bits - 8L * i, 0, 8);
      bytes[i] = (byte) (bytes[i] & (0xff << (8 - keep)));
    }
    return new Cidr(Ip.of(bytes), bits);
  }

  /// Whether the address lies in this network; an address of the other family never does.
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int i = 0; i < mine.length; i++) {
      int keep = Math.clamp(bits - 8L * i, 0, 8);
      if (((mine[i] ^ other[i]) & (0xff << (8 - keep)) & 0xff) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return Ip.text(network) + "/" + bits;
  }
}
