// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The client-subnet option of EDNS (RFC 7871): the network on whose behalf a resolver asks.
///
/// @param family 1 for IPv4, 2 for IPv6, 0 for none
/// @param sourcePrefix how many bits of the address the asker gave
/// @param scopePrefix in replies, for how many bits the answer holds
/// @param address all 4 or 16 bytes (none for family 0), zero beyond the source prefix
public record ClientSubnet(int family, int sourcePrefix, int scopePrefix, byte[] address) {
  static final int OPTION_CODE = 8;

  public ClientSubnet {
    if (address.length != addressBytes(family) || sourcePrefix > address.length * 8) {
      throw new IllegalArgumentException("family " + family + ", prefix " + sourcePrefix);
    }
  }

  /// The network's first address; null for family 0.
  @Nullable InetAddress inetAddress() {
    try {
      return address.length == 0 ? null : InetAddress.getByAddress(address);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalStateException(wrongLength);
    }
  }

  static int addressBytes(int family) {
    return switch (family) {
      case 1 -> 4;
      case 2 -> 16;
      default -> 0;
    };
  }

  ClientSubnet withScope(int bits) {
    return new ClientSubnet(family, sourcePrefix, bits, address);
  }

  /// Bytes of the address that travel: no more than the prefix needs.
  int sentBytes() {
    return (sourcePrefix + 7) / 8;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClientSubnet that
        && family == that.family
        && sourcePrefix == that.sourcePrefix
        && scopePrefix == that.scopePrefix
        && Arrays.equals(address, that.address);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * family + sourcePrefix) + scopePrefix) + Arrays.hashCode(address);
  }
}
