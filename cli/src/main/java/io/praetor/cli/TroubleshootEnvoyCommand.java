// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.List;

/// `troubleshoot proxy` and `troubleshoot upstreams`: questions to a local Envoy. So far they only tell
/// whether it answers at all.
final class TroubleshootEnvoyCommand extends ClientCommand {
  private final boolean proxy;
  private final Flag<String> endpoint =
      flags.string(
          "envoy-admin-endpoint", "localhost:19000", "Address of Envoy's admin port, host:port.");
  private final Flag<String> envoyId;
  private final Flag<String> address;

  /// @param proxy whether it is `troubleshoot proxy`, which names an upstream
  TroubleshootEnvoyCommand(boolean proxy) {
    super(Share.SERVER);
    this.proxy = proxy;
    Flags upstream = proxy ? flags : new Flags();
    envoyId =
        upstream.string(
            "upstream-envoy-id", "Envoy's id of the upstream; for upstreams that are named.");
    address =
        upstream.string(
            "upstream-ip", "Address of the upstream; for those of transparent proxies.");
  }

  @Override
  String synopsis() {
    return proxy
        ? "Check the way from the local Envoy to an upstream"
        : "List the upstreams of the local Envoy";
  }

  @Override
  String usage() {
    return proxy ? "troubleshoot proxy [options]" : "troubleshoot upstreams [options]";
  }

  @Override
  String details() {
    return "Asks the local Envoy, which must run beside this program.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    String id = either(envoyId, terminal.env("UPSTREAM_ENVOY_ID"));
    String ip = either(address, terminal.env("UPSTREAM_IP"));
    if (proxy && id.isEmpty() && ip.isEmpty()) {
      throw new Failure(
          "-upstream-envoy-id OR -upstream-ip is required.\nPlease run `consul troubleshoot upstreams` to find the corresponding upstream.");
    }
    String where =
        endpoint.given() ? endpoint.value() : either(terminal.env("ENVOY_ADMIN_ENDPOINT"));
    int colon = where.lastIndexOf(':');
    if (colon < 0) {
      throw new Failure(
          "Invalid Envoy Admin endpoint: address " + where + ": missing port in address");
    }
    String what = proxy ? "Error running the tests: " : "error calling GetUpstreams: ";
    if (!TroubleshootPortsCommand.isOpen(where.substring(0, colon), where.substring(colon + 1))) {
      throw new Failure(what + "cannot connect to Envoy at " + where);
    }
    throw new Failure(what + "reading Envoy's configuration is not supported yet");
  }

  private String either(String fromEnvironment) {
    return fromEnvironment.isEmpty() ? endpoint.value() : fromEnvironment;
  }

  private static String either(Flag<String> flag, String fromEnvironment) {
    return flag.value().isEmpty() ? fromEnvironment : flag.value();
  }
}
