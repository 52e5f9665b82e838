// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.List;

/// `connect redirect-traffic`: refused after its arguments were looked at; the rules for iptables are not
/// there.
final class ConnectRedirectTrafficCommand extends ClientCommand {
  private final Flag<String> proxyUid =
      flags.string("proxy-uid", "User that runs the proxy, whose traffic is left alone.");

  ConnectRedirectTrafficCommand() {
    super(Share.NAMESPACE, Share.PARTITION);
    flags.string("consul-dns-ip", "Address that DNS is redirected to.");
    flags.integer("consul-dns-port", 0, "Port that DNS is redirected to.");
    flags.strings(
        "exclude-inbound-port", "Inbound port to leave alone; may be given several times.");
    flags.strings(
        "exclude-outbound-cidr", "Destination to leave alone; may be given several times.");
    flags.strings(
        "exclude-outbound-port", "Outbound port to leave alone; may be given several times.");
    flags.strings("exclude-uid", "User to leave alone; may be given several times.");
    flags.string("netns", "Path of the network namespace.");
    flags.string("node-name", "Node of the proxy, when it is not the agent's.");
    flags.string("proxy-id", "Id of the proxy's service.");
    flags.integer("proxy-inbound-port", 0, "Port of the proxy for inbound traffic.");
    flags.integer("proxy-outbound-port", 15001, "Port of the proxy for outbound traffic.");
  }

  @Override
  String synopsis() {
    return "Redirect traffic to a proxy (not supported)";
  }

  @Override
  String usage() {
    return "connect redirect-traffic [options]";
  }

  @Override
  String details() {
    return "Would set up iptables so that traffic goes through a proxy. Not supported.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (proxyUid.value().isEmpty()) {
      throw new Failure("==> -proxy-uid is required");
    }
    throw new Failure("==> connect redirect-traffic is not supported");
  }
}
