// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.praetor.rpc.RemoteFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Objects;
import javax.net.ssl.SSLSocket;

/// Connects to the server port of another for one exchange that is read and written as a stream. Blocks
/// its thread, which should be a virtual one.
final class BlockingDial {
  private static final int CONNECT_MILLIS = 10_000;

  private BlockingDial() {}

  /// A connection on which the protocol's own first byte is still to be sent.
  ///
  /// @param readMillis of silence until it is given up
  /// @throws RemoteFailure when there is nobody to talk to
  static Socket open(InetSocketAddress server, PortTls tls, int readMillis) {
    return open(
        server,
        readMillis,
        plain -> {
          return tls.verifyOutgoing() ? secure(plain, server, tls, FirstByte.TLS) : plain;
        });
  }

  /// A connection on which calls that need no certificate can be made at once.
  ///
  /// @throws RemoteFailure when there is nobody to talk to, or nobody who is trusted
  static Socket openInsecure(InetSocketAddress server, PortTls tls, int readMillis) {
    return open(server, readMillis, plain -> secure(plain, server, tls, FirstByte.TLS_INSECURE));
  }

  @FunctionalInterface
  private interface Next {
    Socket on(Socket plain) throws IOException;
  }

  private static Socket open(InetSocketAddress server, int readMillis, Next next) {
    Socket socket = new Socket();
    try {
      socket.connect(server, CONNECT_MILLIS);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(readMillis);
      return next.on(socket);
    } catch (IOException e) {
      try (socket) {
        throw RemoteFailure.notSent("failed to get conn: dial tcp " + DialFailure.text(server, e));
      } catch (IOException unclosed) {
        throw RemoteFailure.notSent(String.valueOf(unclosed.getMessage()));
      }
    }
  }

  private static Socket secure(Socket plain, InetSocketAddress server, PortTls tls, FirstByte first)
      throws IOException {
    plain.getOutputStream().write(first.value());
    Socket socket =
        Objects.requireNonNull(tls.context())
            .getSocketFactory()
            .createSocket(plain, tls.peerName(server), server.getPort(), true);
    if (socket instanceof SSLSocket secured) {
      secured.setUseClientMode(true);
      secured.setSSLParameters(tls.clientParameters(secured.getSSLParameters()));
      secured.startHandshake();
    }
    return socket;
  }
}
