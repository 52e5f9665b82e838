// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Rpc;
import java.net.InetSocketAddress;
import java.util.List;

/// Where one call goes.
public sealed interface Route {
  /// It is answered here.
  record Here(Rpc rpc) implements Route {}

  record There(InetSocketAddress server) implements Route {}

  /// A server of another datacenter answers, or passes the call on there.
  ///
  /// @param servers whom to try, in this order; not empty
  record Elsewhere(String datacenter, List<InetSocketAddress> servers) implements Route {
    public Elsewhere {
      servers = List.copyOf(servers);
    }
  }

  /// Nobody can answer it now.
  record Nowhere(ConsulException reason) implements Route {}
}
