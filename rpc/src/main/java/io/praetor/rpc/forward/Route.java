// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Rpc;
import java.net.InetSocketAddress;

/// Where one call goes.
public sealed interface Route {
  /// It is answered here.
  record Here(Rpc rpc) implements Route {}

  record There(InetSocketAddress server) implements Route {}

  /// Nobody can answer it now.
  record Nowhere(ConsulException reason) implements Route {}
}
