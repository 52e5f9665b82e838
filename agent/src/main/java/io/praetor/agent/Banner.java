// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.config.PortConfig;
import io.praetor.config.RuntimeConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The lines in which an agent introduces itself, laid out as Consul's: labels right-aligned before a
/// colon.
final class Banner {
  private static final int LABEL_WIDTH = 22;

  private Banner() {}

  static String of(RuntimeConfig config, String nodeId) {
    PortConfig ports = config.ports();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("Version", "'" + config.build().version() + "'");
    lines.put("Build Date", "'" + config.build().buildDate() + "'");
    lines.put("Node ID", "'" + nodeId + "'");
    lines.put("Node name", "'" + config.node().name() + "'");
    lines.put(
        "Datacenter",
        "'%s' (Segment: '%s')"
            .formatted(config.node().datacenter(), config.node().server() ? "<all>" : ""));
    lines.put(
        "Server",
        "%s (Bootstrap: %s)".formatted(config.node().server(), config.node().bootstrap()));
    lines.put(
        "Client Addr",
        "[%s] (HTTP: %d, HTTPS: %d, gRPC: %d, gRPC-TLS: %d, DNS: %d)"
            .formatted(
                String.join(" ", config.addresses().clientAddrs()),
                ports.http(),
                ports.https(),
                ports.grpc(),
                ports.grpcTls(),
                ports.dns()));
    lines.put(
        "Cluster Addr",
        "%s (LAN: %d, WAN: %d)"
            .formatted(
                config.addresses().advertiseLan().getHostAddress(),
                ports.serfLan(),
                ports.serfWan()));
    lines.put("Gossip Encryption", Boolean.toString(!config.gossip().encryptKey().isEmpty()));
    lines.put("ACL Enabled", Boolean.toString(config.acl().enabled()));
    lines.put("ACL Default Policy", config.acl().defaultPolicy());
    return lines.entrySet().stream()
        .map(
            line ->
                " ".repeat(LABEL_WIDTH - line.getKey().length())
                    + line.getKey()
                    + ": "
                    + line.getValue())
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
