// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/// Where to join: `host`, `host:port`, `[v6]:port`, each with or without a `name/` before it. Names
/// are looked up, which may wait; each address of one counts.
public final class JoinAddress {
  private JoinAddress() {}

  /// @param port where the address has none
  /// @throws UnknownHostException with a text for the operator
  public static List<InetSocketAddress> resolve(String address, int port)
      throws UnknownHostException {
    String hostPort = address.substring(address.indexOf('/') + 1);
    String host = hostPort;
    int number = port;
    int colon = hostPort.lastIndexOf(':');
    boolean bare = colon >= 0 && hostPort.indexOf(':') != colon && !hostPort.startsWith("[");
    if (colon >= 0 && !bare && !hostPort.endsWith("]")) {
      host = hostPort.substring(0, colon);
      try {
        number = Integer.parseInt(hostPort.substring(colon + 1));
      } catch (NumberFormatException e) {
        throw new UnknownHostException("invalid port in " + address);
      }
    }
    if (number <= 0 || number > 65_535) {
      throw new UnknownHostException("invalid port in " + address);
    }
    List<InetSocketAddress> resolved = new ArrayList<>();
    for (InetAddress one : InetAddress.getAllByName(host.replaceAll("^\\[|\\]$", ""))) {
      resolved.add(new InetSocketAddress(one, number));
    }
    return resolved;
  }
}
