// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where the server accepts connections.
public sealed interface Listener {
  /// Plain HTTP on a port; port 0 picks a free one.
  record Tcp(InetSocketAddress address) implements Listener {}

  /// HTTPS on a port. The settings are asked for with each connection, so that a renewed
  /// certificate is used without a new listener.
  record Tls(InetSocketAddress address, Supplier<TlsSettings> settings) implements Listener {}

  /// HTTP on a unix socket, over TLS when there are settings. A stale socket file is replaced; owner
  /// and mode are set when not empty (names or numbers, octal mode).
  record Unix(
      Path path, String user, String group, String mode, @Nullable Supplier<TlsSettings> settings)
      implements Listener {
    /// Plain HTTP.
    public Unix(Path path, String user, String group, String mode) {
      this(path, user, group, mode, null);
    }
  }
}
