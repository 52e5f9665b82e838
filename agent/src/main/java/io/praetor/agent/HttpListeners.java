// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.config.Ip;
import io.praetor.config.ListenAddress;
import io.praetor.config.RuntimeConfig;
import io.praetor.http.server.Listener;
import io.praetor.http.server.TlsSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the HTTP API is offered: `addresses.http` plainly and `addresses.https` over TLS, each on TCP
/// ports or unix sockets.
final class HttpListeners {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private HttpListeners() {}

  /// All listeners, plain ones first.
  ///
  /// @param tls asked for each connection, so that a reload changes it
  static List<Listener> of(RuntimeConfig config, Supplier<TlsSettings> tls) {
    List<Listener> listeners = new ArrayList<>();
    for (ListenAddress address : config.http().httpAddresses()) {
      listeners.add(listener(config, address, null));
    }
    for (ListenAddress address : config.http().httpsAddresses()) {
      listeners.add(listener(config, address, tls));
    }
    return listeners;
  }

  private static Listener listener(
      RuntimeConfig config, ListenAddress address, @Nullable Supplier<TlsSettings> tls) {
    String protocol = tls == null ? "http" : "https";
    return switch (address) {
      case ListenAddress.Tcp(var host, int port) -> {
        log(Ip.hostPort(host, port), "tcp", protocol);
        InetSocketAddress socket = new InetSocketAddress(host, port);
        yield tls == null ? new Listener.Tcp(socket) : new Listener.Tls(socket, tls);
      }
      case ListenAddress.Unix(String path) -> {
        log(path, "unix", protocol);
        var owner = config.unixSockets();
        yield new Listener.Unix(Path.of(path), owner.user(), owner.group(), owner.mode(), tls);
      }
    };
  }

  private static void log(String address, String network, String protocol) {
    LOG.info("Starting server: address={} network={} protocol={}", address, network, protocol);
  }
}
