// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.InetAddress;

/// Where a server of the agent listens. The text form is the one that Consul shows in
/// `agent/self`.
public sealed interface ListenAddress {
  /// A TCP port of one address.
  record Tcp(InetAddress address, int port) implements ListenAddress {
    @Override
    public String toString() {
      return "tcp://" + Ip.hostPort(address, port);
    }
  }

  /// A unix socket.
  record Unix(String path) implements ListenAddress {
    @Override
    public String toString() {
      return "unix://" + path;
    }
  }
}
