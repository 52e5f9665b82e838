// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;

/// Network errors in the words that operators know from Consul's logs.
final class Go {
  private Go() {}

  static String hostPort(InetSocketAddress address) {
    String host =
        address.getAddress() == null
            ? address.getHostString()
            : address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  static String dialError(Throwable cause) {
    return switch (cause) {
      case ConnectTimeoutException _ -> "i/o timeout";
      case NoRouteToHostException _ -> "connect: no route to host";
      case ConnectException _ -> "connect: connection refused";
      default -> String.valueOf(cause.getMessage());
    };
  }
}
