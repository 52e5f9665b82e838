// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import io.praetor.config.ServiceDefinition.ConnectDefinition;
import io.praetor.config.ServiceDefinition.Port;
import io.praetor.config.ServiceDefinition.ServiceAddress;
import io.praetor.config.ServiceDefinition.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes service and check definitions of their settings, and collects faults in the draft.
final class DefinitionBuilder {
  /// Of a check that does not say, even where `check_output_max_size` is larger.
  private static final int DEFAULT_OUTPUT_MAX_BYTES = 4096;

  private static final Set<String> GATEWAY_MODES = Set.of("", "none", "local", "remote");
  private static final Set<String> PROXY_MODES = Set.of("", "direct", "transparent");

  private final Draft draft;

  DefinitionBuilder(Draft draft) {
    this.draft = draft;
  }

  /// The checks of a list.
  List<CheckDefinition> checks(List<Settings> blocks) {
    List<CheckDefinition> checks = new ArrayList<>();
    for (Settings block : blocks) {
      checks.add(check(block));
    }
    return checks;
  }

  CheckDefinition check(Settings c) {
    String at = "check[" + c.string("id");
    return new CheckDefinition(
        c.string("id"),
        c.string("name"),
        c.string("notes"),
        c.string("service_id"),
        c.string("token"),
        c.string("status"),
        c.strings("args"),
        c.string("http"),
        c.listMap("header"),
        c.string("method"),
        c.string("body"),
        c.bool("disable_redirects"),
        c.string("tcp"),
        c.bool("tcp_use_tls"),
        c.string("udp"),
        draft.duration(at + "].interval", c.text("interval")),
        c.string("docker_container_id"),
        c.string("shell"),
        c.string("grpc"),
        c.bool("grpc_use_tls"),
        c.string("h2ping"),
        c.bool("h2ping_use_tls", !c.string("h2ping").isEmpty()),
        c.string("tls_server_name"),
        c.bool("tls_skip_verify"),
        c.string("alias_node"),
        c.string("alias_service"),
        c.string("os_service"),
        draft.duration(at + "].timeout", c.text("timeout")),
        draft.duration(at + "].ttl", c.text("ttl")),
        number(c, "output_max_size", DEFAULT_OUTPUT_MAX_BYTES),
        number(c, "success_before_passing", 0),
        number(c, "failures_before_warning", number(c, "failures_before_critical", 0)),
        number(c, "failures_before_critical", 0),
        draft.duration(
            at + "].deregister_critical_service_after",
            c.text("deregister_critical_service_after")));
  }

  ServiceDefinition service(Settings s) {
    List<CheckDefinition> checks = checks(s.blocks("checks"));
    Settings single = s.block("check");
    if (single != null) {
      checks.add(check(single));
    }
    Map<String, String> meta = s.stringMap("meta");
    String name = s.string("name");
    String metaFault = Metadata.fault(meta, false);
    if (metaFault != null) {
      draft.fault("invalid meta for service " + name + ": " + metaFault);
    }
    Weights weights = weights(s, name);
    String socketPath = s.string("socket_path");
    boolean hasAddress = !s.string("address").isEmpty() || s.integer("port") > 0;
    if (!socketPath.isEmpty() && hasAddress) {
      draft.fault(
          "service " + name + " cannot have both socket path " + socketPath + " and address/port");
    }
    return new ServiceDefinition(
        s.string("kind"),
        s.string("id"),
        name,
        s.strings("tags"),
        s.string("address"),
        taggedAddresses(s),
        meta,
        number(s, "port", 0),
        ports(s),
        socketPath,
        null,
        checks,
        weights,
        s.string("token"),
        s.bool("enable_tag_override"),
        locality(s),
        s.has("proxy") ? proxy(s) : null,
        s.has("connect") ? connect(s) : null);
  }

  private static @Nullable Locality locality(Settings s) {
    return s.has("locality")
        ? new Locality(s.string("locality.region"), s.string("locality.zone"))
        : null;
  }

  private static Map<String, ServiceAddress> taggedAddresses(Settings s) {
    Map<String, ServiceAddress> addresses = new LinkedHashMap<>();
    s.blockMap("tagged_addresses")
        .forEach(
            (name, block) ->
                addresses.put(
                    name, new ServiceAddress(block.string("address"), number(block, "port", 0))));
    return addresses;
  }

  private static List<Port> ports(Settings s) {
    List<Port> ports = new ArrayList<>();
    for (Settings port : s.blocks("ports")) {
      ports.add(new Port(port.string("name"), number(port, "port", 0), port.bool("default")));
    }
    return ports;
  }

  private Weights weights(Settings s, String name) {
    Weights weights = new Weights(number(s, "weights.passing", 1), number(s, "weights.warning", 1));
    String fault = ServiceRules.weightsFault(weights);
    if (fault != null) {
      draft.fault("Invalid weight definition for service " + name + ": " + fault);
    }
    return weights;
  }

  private ProxyDefinition proxy(Settings s) {
    String mode = s.string("proxy.mode");
    List<ProxyDefinition.Upstream> upstreams = new ArrayList<>();
    for (Settings upstream : s.blocks("proxy.upstreams")) {
      upstreams.add(upstream(upstream));
    }
    List<ProxyDefinition.Expose.Path> paths = new ArrayList<>();
    for (Settings path : s.blocks("proxy.expose.paths")) {
      paths.add(
          new ProxyDefinition.Expose.Path(
              number(path, "listener_port", 0),
              path.string("path"),
              path.string("protocol"),
              number(path, "local_path_port", 0)));
    }
    String gatewayMode = gatewayMode(s.string("proxy.mesh_gateway.mode"));
    if (!PROXY_MODES.contains(mode)) {
      draft.fault("Invalid Proxy Mode: " + GoText.quote(mode));
    }
    return new ProxyDefinition(
        s.string("proxy.destination_service_name"),
        s.string("proxy.destination_service_id"),
        s.string("proxy.local_service_address"),
        number(s, "proxy.local_service_port", 0),
        s.string("proxy.local_service_socket_path"),
        mode,
        s.has("proxy.transparent_proxy")
            ? new ProxyDefinition.TransparentProxy(
                number(s, "proxy.transparent_proxy.outbound_listener_port", 0),
                s.bool("proxy.transparent_proxy.dialed_directly"))
            : null,
        s.tree("proxy.config"),
        List.of(),
        upstreams,
        gatewayMode,
        new ProxyDefinition.Expose(s.bool("proxy.expose.checks"), paths),
        null,
        "");
  }

  private ProxyDefinition.Upstream upstream(Settings u) {
    String socketMode = u.string("local_bind_socket_mode");
    if (!socketMode.isEmpty() && !socketMode.matches("[0-7]{1,9}")) {
      draft.fault("local_bind_socket_mode: invalid mode: " + socketMode);
    }
    return new ProxyDefinition.Upstream(
        u.string("destination_type", "service"),
        u.string("destination_namespace"),
        u.string("destination_partition"),
        u.string("destination_peer"),
        u.string("destination_name"),
        u.string("datacenter"),
        u.string("local_bind_address"),
        number(u, "local_bind_port", 0),
        u.string("local_bind_socket_path"),
        socketMode,
        u.tree("config"),
        gatewayMode(u.string("mesh_gateway.mode")));
  }

  private String gatewayMode(String mode) {
    if (!GATEWAY_MODES.contains(mode)) {
      draft.fault("Invalid Mesh Gateway Mode: " + GoText.quote(mode));
    }
    return mode;
  }

  private ConnectDefinition connect(Settings s) {
    ServiceDefinition sidecar = null;
    Settings block = s.block("connect.sidecar_service");
    if (block != null) {
      sidecar = service(block);
      if (!sidecar.id().isEmpty()) {
        draft.fault("sidecar_service can't specify an ID");
      }
      if (sidecar.connect() != null && sidecar.connect().sidecarService() != null) {
        draft.fault("sidecar_service can't have a nested sidecar_service");
      }
    }
    return new ConnectDefinition(s.bool("connect.native"), sidecar);
  }

  private static int number(Settings s, String key, int absent) {
    return Math.clamp(s.integer(key, absent), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
