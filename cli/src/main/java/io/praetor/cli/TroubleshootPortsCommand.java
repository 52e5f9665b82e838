// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/// `troubleshoot ports`: tells which ports of a host accept connections; Consul's default ports unless others are named.
final class TroubleshootPortsCommand extends Command {
  static final String CONSUL_PORTS = "8600,8500,8501,8502,8503,8301,8302,8300";
  private static final int TIMEOUT_MILLIS = 3_000;

  private final Flag<String> host =
      flags.string("host", "Host to connect to; this one unless given.");
  private final Flag<String> ports = flags.string("ports", "Ports, separated by commas.");

  @Override
  String synopsis() {
    return "Probe the ports of a server";
  }

  @Override
  String usage() {
    return "troubleshoot ports [options]";
  }

  @Override
  String details() {
    return "Tells which ports of a host accept TCP connections:\n\n    $ consul troubleshoot ports -host=10.0.0.1 -ports=8500,8600";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    String target = host.value().isEmpty() ? "localhost" : host.value();
    for (String port : (ports.value().isEmpty() ? CONSUL_PORTS : ports.value()).split(",")) {
      String which = "TCP: Port " + port.strip() + " on " + target + " is ";
      terminal
          .out()
          .print(
              which
                  + (isOpen(target, port.strip())
                      ? "open.\n"
                      : "closed, unreachable, or the connection timed out.\n"));
    }
    return 0;
  }

  /// Whether somebody accepts connections there.
  static boolean isOpen(String host, String port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, Integer.parseInt(port)), TIMEOUT_MILLIS);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
