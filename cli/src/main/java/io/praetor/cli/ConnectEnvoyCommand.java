// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.List;

/// `connect envoy`: refused after its arguments were looked at, because the agents of this program do not
/// configure Envoy yet.
final class ConnectEnvoyCommand extends ClientCommand {
  private static final List<String> GATEWAYS = List.of("mesh", "terminating", "ingress", "api");

  private final Flag<String> gateway =
      flags.string("gateway", "Kind of gateway: mesh, terminating, ingress or api.");
  private final Flag<Boolean> meshGateway =
      flags.bool("mesh-gateway", "Older way to say -gateway=mesh.");
  private final Flag<String> proxyId =
      flags.string("proxy-id", "Id of the proxy's service. Falls back to CONNECT_PROXY_ID.");
  private final Flag<String> sidecarFor =
      flags.string(
          "sidecar-for",
          "Id of the service whose sidecar it is. Falls back to CONNECT_SIDECAR_FOR.");

  ConnectEnvoyCommand() {
    super(Share.NAMESPACE, Share.PARTITION);
    flags.string("address", ":8443", "Address to register for a gateway.");
    flags.string("admin-access-log-path", "/dev/null", "Access log of Envoy's admin port.");
    flags.string("admin-bind", "Address of Envoy's admin port; localhost:19000 unless given.");
    flags.pairs("bind-address", "One more listener of a gateway, NAME=ADDRESS:PORT.");
    flags.bool("bootstrap", "Print Envoy's first configuration instead of starting it.");
    flags.string(
        "deregister-after-critical", "6h", "How long a gateway may be critical before it goes.");
    flags.bool("enable-config-gen-logging", "Log how the configuration is made.");
    flags.string("envoy-binary", "Path of Envoy; searched in PATH unless given.");
    flags.string("envoy-ready-bind-address", "Address of the listener that tells readiness.");
    flags.integer("envoy-ready-bind-port", 0, "Port of the listener that tells readiness.");
    flags.string("envoy-version", "1.35.8", "Without effect.");
    flags.bool("expose-servers", "Let a mesh gateway pass on calls to servers.");
    flags.string("grpc-addr", "Address of the agent's gRPC port. Falls back to CONSUL_GRPC_ADDR.");
    flags.string("grpc-ca-file", "PEM file of the authorities to trust for gRPC.");
    flags.string("grpc-ca-path", "Folder of PEM files of the authorities to trust for gRPC.");
    flags.bool("ignore-envoy-compatibility", "Do not look at Envoy's version.");
    flags.bool("no-central-config", "Ignore the configuration kept by the servers.");
    flags.string("node-name", "Node of the proxy, when it is not the agent's.");
    flags.bool("omit-deprecated-tags", "Leave older tags out of Envoy's metrics.");
    flags.string("prometheus-backend-port", "Port of what merges metrics.");
    flags.string("prometheus-ca-file", "PEM file of the authorities for the metrics listener.");
    flags.string("prometheus-ca-path", "Folder of authorities for the metrics listener.");
    flags.string("prometheus-cert-file", "PEM certificate of the metrics listener.");
    flags.string("prometheus-key-file", "PEM key of the metrics listener.");
    flags.string("prometheus-scrape-path", "/metrics", "Path of the metrics listener.");
    flags.bool("register", "Register a gateway before it starts.");
    flags.string("service", "Service name to register for a gateway.");
    flags.string("wan-address", ":8443", "Address to register for other datacenters.");
  }

  @Override
  String synopsis() {
    return "Start Envoy as a proxy of the mesh (not supported yet)";
  }

  @Override
  String usage() {
    return "connect envoy [options] [-- pass-through options]";
  }

  @Override
  String details() {
    return "Would start Envoy with what it needs to be a proxy of the mesh. Not supported yet.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    boolean isGateway = !gateway.value().isEmpty() || meshGateway.value();
    if (!gateway.value().isEmpty() && !GATEWAYS.contains(gateway.value())) {
      throw new Failure("Gateway must be one of: " + String.join(", ", GATEWAYS));
    }
    String proxy = proxyId.value().isEmpty() ? terminal.env("CONNECT_PROXY_ID") : proxyId.value();
    String sidecar =
        sidecarFor.value().isEmpty() ? terminal.env("CONNECT_SIDECAR_FOR") : sidecarFor.value();
    if (!isGateway && proxy.isEmpty() && sidecar.isEmpty()) {
      throw new Failure(
          "No proxy ID specified. One of -proxy-id, -sidecar-for, or -gateway is required");
    }
    throw new Failure("connect envoy is not supported yet: agents do not configure Envoy");
  }
}
