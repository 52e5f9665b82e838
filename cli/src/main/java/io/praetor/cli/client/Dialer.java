// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens the byte streams to an agent over TCP, TLS or a unix socket, and words a failure as Go's dialer does.
final class Dialer {
  private static final int CONNECT_TIMEOUT_MILLIS = 30_000;

  private Dialer() {}

  /// Both directions of a connection.
  record Link(InputStream in, OutputStream out, Closeable socket) implements Closeable {
    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  static Link dial(ApiSettings settings) throws ApiError, IOException {
    Endpoint endpoint = settings.endpoint();
    return endpoint.isUnix() ? dialUnix(endpoint.socketPath()) : dialTcp(settings);
  }

  private static Link dialUnix(String path) throws ApiError {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(path));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      return new Link(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
    } catch (IOException e) {
      String reason = Files.exists(Path.of(path)) ? reason(e) : "no such file or directory";
      throw new ApiError("dial unix " + path + ": connect: " + reason);
    }
  }

  private static Link dialTcp(ApiSettings settings) throws ApiError, IOException {
    Endpoint endpoint = settings.endpoint();
    int port = endpoint.port();
    Socket socket = connect(addresses(endpoint.host()), port);
    try {
      Socket stream =
          endpoint.isTls() ? TlsClient.wrap(socket, endpoint.host(), port, settings.tls()) : socket;
      return new Link(stream.getInputStream(), stream.getOutputStream(), stream);
    } catch (ApiError | IOException e) {
      socket.close();
      throw e;
    }
  }

  private static InetAddress[] addresses(String host) throws ApiError {
    try {
      return InetAddress.getAllByName(host.isEmpty() ? "localhost" : host);
    } catch (UnknownHostException e) {
      throw new ApiError("dial tcp: lookup " + host + ": no such host");
    }
  }

  /// Tries each address in turn and reports the first failure, as Go does.
  private static Socket connect(InetAddress[] addresses, int port) throws ApiError {
    ApiError first = null;
    for (InetAddress address : addresses) {
      try {
        Socket socket = new Socket();
        try {
          socket.connect(new InetSocketAddress(address, port), CONNECT_TIMEOUT_MILLIS);
          return socket;
        } catch (IOException e) {
          socket.close();
          throw e;
        }
      } catch (IOException e) {
        String shown = address.getHostAddress();
        String target = (shown.indexOf(':') < 0 ? shown : "[" + shown + "]") + ":" + port;
        String how = e instanceof SocketTimeoutException ? ": " : ": connect: ";
        first = first == null ? new ApiError("dial tcp " + target + how + reason(e)) : first;
      }
    }
    throw first == null ? new ApiError("dial tcp: missing address") : first;
  }

  private static String reason(IOException failure) {
    String text = String.valueOf(failure.getMessage());
    return switch (failure) {
      case SocketTimeoutException e -> "i/o timeout";
      case NoRouteToHostException e -> "no route to host";
      case ConnectException e when text.startsWith("Connection refused") -> "connection refused";
      default -> text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
    };
  }
}
