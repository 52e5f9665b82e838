// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.config.Ip;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The addresses by which raft and the gossip pools name servers: `ip:port` or `[ip]:port`.
public final class ServerAddress {
  private static final int MAX_PORT = 65535;

  private ServerAddress() {}

  /// Null for anything else. No name server is asked.
  public static @Nullable InetSocketAddress parse(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      return null;
    }
    String text = address.substring(0, colon);
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    InetAddress host = Ip.parse(bracketed ? text.substring(1, text.length() - 1) : text);
    try {
      int port = Integer.parseInt(address.substring(colon + 1));
      boolean valid = host != null && port >= 0 && port <= MAX_PORT;
      return valid ? new InetSocketAddress(host, port) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
