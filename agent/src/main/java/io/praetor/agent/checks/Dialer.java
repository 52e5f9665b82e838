// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens TCP connections for probes, and says why one failed in the words that Consul's users see:
/// those of Go's net package (`dial tcp 127.0.0.1:1: connect: connection refused`).
final class Dialer {
  private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);

  private Dialer() {}

  /// A connection that could not be made, or broke; the message is complete.
  static final class DialException extends IOException {
    private static final long serialVersionUID = 1;

    DialException(String message) {
      super(message);
    }
  }

  /// Connects to the first address of the name that answers. The socket is under the deadline.
  static Socket connect(String address, Deadline deadline) throws IOException {
    HostPort target;
    try {
      target = HostPort.parse(address);
    } catch (HostPort.BadAddress e) {
      throw new DialException("dial tcp: " + e.getMessage());
    }
    DialException last = new DialException("dial tcp: no addresses");
    for (InetAddress ip : resolve("tcp", target.host())) {
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(ip, target.port()), deadline.remainingMillis());
        return deadline.guard(socket);
      } catch (IOException e) {
        close(socket);
        last =
            new DialException(
                "dial tcp "
                    + new HostPort(ip.getHostAddress(), target.port()).text()
                    + ": "
                    + why("connect", e));
      }
    }
    throw last;
  }

  static InetAddress[] resolve(String network, String host) throws DialException {
    try {
      return host.isEmpty()
          ? new InetAddress[] {InetAddress.getLoopbackAddress()}
          : InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new DialException("dial " + network + ": lookup " + host + ": no such host");
    }
  }

  /// The reason as Go would put it, after the operation that failed.
  static String why(String operation, IOException failure) {
    String text = String.valueOf(failure.getMessage());
    String lower = text.toLowerCase(Locale.ROOT);
    return switch (failure) {
      case DialException e -> text;
      case SocketTimeoutException e -> "i/o timeout";
      case InterruptedIOException e -> "operation was canceled";
      case NoRouteToHostException e -> operation + ": no route to host";
      case ConnectException e when lower.contains("refused") -> operation + ": connection refused";
      case ConnectException e when lower.contains("unreachable") ->
          operation + ": network is unreachable";
      case SSLException e -> "tls: " + text;
      default -> lower.contains("reset") ? operation + ": connection reset by peer" : text;
    };
  }

  /// Closes quietly: the result of the run is already known.
  static void close(Closeable open) {
    try {
      open.close();
    } catch (IOException e) {
      LOG.trace("close after a check", e);
    }
  }
}
