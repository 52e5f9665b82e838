// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.channel.ConnectTimeoutException;
import io.praetor.config.Ip;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Locale;

/// Why a connection could not be made or waited for, in Go's words as far as Java tells the cases
/// apart.
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

  /// Java's reasons for a failed bind are the system's, like Go's, but for the capital.
  static String listening(InetSocketAddress address, Throwable cause) {
    String reason = String.valueOf(cause.getMessage());
    boolean plain = cause instanceof BindException && !reason.isEmpty();
    String words =
        plain ? reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1) : reason;
    return "listen tcp "
        + Ip.hostPort(address.getAddress(), address.getPort())
        + ": bind: "
        + words;
  }
}
