// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.channel.ConnectTimeoutException;
import io.praetor.config.Ip;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;

/// Why a connection could not be made, in Go's words as far as Java tells the cases apart.
final class DialFailure {
  private DialFailure() {}

  static String text(InetSocketAddress server, Throwable cause) {
    String reason =
        switch (cause) {
          case ConnectTimeoutException timeout -> "i/o timeout";
          case SocketTimeoutException timeout -> "i/o timeout";
          case NoRouteToHostException route -> "connect: no route to host";
          case ConnectException refused -> "connect: connection refused";
          default -> String.valueOf(cause.getMessage());
        };
    return "<nil>->" + Ip.hostPort(server.getAddress(), server.getPort()) + ": " + reason;
  }
}
