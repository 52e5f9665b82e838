// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.DebugTree.tree;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Services and checks from files under Consul's field names, tokens hidden.
final class DebugDefinitions {
  private DebugDefinitions() {}

  static @Nullable Map<String, @Nullable Object> locality(@Nullable Locality locality) {
    return locality == null ? null : tree("Region", locality.region(), "Zone", locality.zone());
  }

  static Map<String, @Nullable Object> service(ServiceDefinition s) {
    Map<String, @Nullable Object> addresses = new TreeMap<>();
    s.taggedAddresses()
        .forEach(
            (name, address) ->
                addresses.put(name, tree("Address", address.address(), "Port", address.port())));
    return tree(
        "Address", s.address(),
        "Check", ofService(s.check() == null ? CheckDefinition.EMPTY : s.check()),
        "Checks", s.checks().stream().map(DebugDefinitions::ofService).toList(),
        "Connect", connect(s.connect()),
        "EnableTagOverride", s.enableTagOverride(),
        "EnterpriseMeta", Map.of(),
        "ID", s.id(),
        "Kind", s.kind(),
        "Locality", locality(s.locality()),
        "Meta", s.meta(),
        "Name", s.name(),
        "Port", s.port(),
        "Ports",
            s.ports().stream()
                .map(p -> tree("Default", p.isDefault(), "Name", p.name(), "Port", p.port()))
                .toList(),
        "Proxy", proxy(s.proxy()),
        "SocketPath", s.socketPath(),
        "TaggedAddresses", addresses,
        "Tags", s.tags(),
        "Token", "hidden",
        "Weights",
            s.weights() == null
                ? null
                : tree("Passing", s.weights().passing(), "Warning", s.weights().warning()));
  }

  /// A check that stands on its own.
  static Map<String, @Nullable Object> check(CheckDefinition c) {
    Map<String, @Nullable Object> check = common(c);
    check.put("ID", c.id());
    check.put("ServiceID", c.serviceId());
    check.put("Token", "hidden");
    check.put("EnterpriseMeta", Map.of());
    return check;
  }

  private static Map<String, @Nullable Object> ofService(CheckDefinition c) {
    Map<String, @Nullable Object> check = common(c);
    check.put("CheckID", c.id());
    check.put("ProxyGRPC", "");
    check.put("ProxyHTTP", "");
    return check;
  }

  private static Map<String, @Nullable Object> common(CheckDefinition c) {
    return tree(
        "AliasNode", c.aliasNode(),
        "AliasService", c.aliasService(),
        "Body", c.body(),
        "DeregisterCriticalServiceAfter", c.deregisterCriticalServiceAfter(),
        "DisableRedirects", c.disableRedirects(),
        "DockerContainerID", c.dockerContainerId(),
        "FailuresBeforeCritical", c.failuresBeforeCritical(),
        "FailuresBeforeWarning", c.failuresBeforeWarning(),
        "GRPC", c.grpc(),
        "GRPCUseTLS", c.grpcUseTls(),
        "H2PING", c.h2ping(),
        "H2PingUseTLS", c.h2pingUseTls(),
        "HTTP", c.http(),
        "Header", c.header(),
        "Interval", c.interval(),
        "Method", c.method(),
        "Name", c.name(),
        "Notes", c.notes(),
        "OSService", c.osService(),
        "OutputMaxSize", c.outputMaxSizeBytes(),
        "ScriptArgs", c.scriptArgs(),
        "Shell", c.shell(),
        "Status", c.status(),
        "SuccessBeforePassing", c.successBeforePassing(),
        "TCP", c.tcp(),
        "TCPUseTLS", c.tcpUseTls(),
        "TLSServerName", c.tlsServerName(),
        "TLSSkipVerify", c.tlsSkipVerify(),
        "TTL", c.ttl(),
        "Timeout", c.timeout(),
        "UDP", c.udp());
  }

  private static @Nullable Map<String, @Nullable Object> connect(
      ServiceDefinition.@Nullable ConnectDefinition connect) {
    return connect == null
        ? null
        : tree(
            "Native",
            connect.isNative(),
            "PeerMeta",
            null,
            "SidecarService",
            connect.sidecarService() == null ? null : service(connect.sidecarService()));
  }

  private static @Nullable Map<String, @Nullable Object> proxy(@Nullable ProxyDefinition p) {
    if (p == null) {
      return null;
    }
    ProxyDefinition.TransparentProxy transparent =
        p.transparentProxy() == null
            ? new ProxyDefinition.TransparentProxy(0, false)
            : p.transparentProxy();
    return tree(
        "AccessLogs",
            tree(
                "DisableListenerLogs", false,
                "Enabled", false,
                "JSONFormat", "",
                "Path", "",
                "TextFormat", "",
                "Type", ""),
        "Config", p.config(),
        "DestinationServiceID", p.destinationServiceId(),
        "DestinationServiceName", p.destinationServiceName(),
        "EnvoyExtensions", List.of(),
        "Expose",
            tree(
                "Checks", p.expose().checks(),
                "Paths", p.expose().paths().stream().map(DebugDefinitions::path).toList()),
        "LocalServiceAddress", p.localServiceAddress(),
        "LocalServicePort", p.localServicePort(),
        "LocalServiceSocketPath", p.localServiceSocketPath(),
        "MeshGateway", tree("Mode", p.meshGatewayMode()),
        "Mode", p.mode(),
        "MutualTLSMode", p.mutualTlsMode(),
        "TransparentProxy",
            tree(
                "DialedDirectly", transparent.dialedDirectly(),
                "OutboundListenerPort", transparent.outboundListenerPort()),
        "Upstreams", p.upstreams().stream().map(DebugDefinitions::upstream).toList());
  }

  private static Map<String, @Nullable Object> path(ProxyDefinition.Expose.Path path) {
    return tree(
        "ListenerPort", path.listenerPort(),
        "LocalPathPort", path.localPathPort(),
        "ParsedFromCheck", false,
        "Path", path.path(),
        "Protocol", path.protocol());
  }

  private static Map<String, @Nullable Object> upstream(ProxyDefinition.Upstream u) {
    return tree(
        "CentrallyConfigured", false,
        "Config", u.config(),
        "Datacenter", u.datacenter(),
        "DestinationName", u.destinationName(),
        "DestinationNamespace", u.destinationNamespace(),
        "DestinationPartition", u.destinationPartition(),
        "DestinationPeer", u.destinationPeer(),
        "DestinationType", u.destinationType(),
        "IngressHosts", List.of(),
        "LocalBindAddress", u.localBindAddress(),
        "LocalBindPort", u.localBindPort(),
        "LocalBindSocketMode", u.localBindSocketMode(),
        "LocalBindSocketPath", u.localBindSocketPath(),
        "MeshGateway", tree("Mode", u.meshGatewayMode()));
  }
}
