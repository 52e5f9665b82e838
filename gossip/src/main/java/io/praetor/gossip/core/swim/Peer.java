// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import io.praetor.wire.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// A node as the layer above is told of it.
///
/// @param addr 4 or 16 bytes
/// @param vsn six bytes of versions
public record Peer(String name, Bytes addr, int port, Bytes meta, Bytes vsn, NodeState state) {
  public InetSocketAddress address() {
    return address(addr, port);
  }

  /// @throws IllegalArgumentException unless the address is of 4 or 16 bytes
  public static InetSocketAddress address(Bytes addr, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(addr.shared()), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("address of " + addr.size() + " bytes", e);
    }
  }

  static boolean possible(Bytes addr, int port) {
    return (addr.size() == 4 || addr.size() == 16) && port > 0;
  }
}
