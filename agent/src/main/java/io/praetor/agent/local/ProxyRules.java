// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.ConnectProxyConfig;
import io.praetor.catalog.ExposePath;
import io.praetor.catalog.ServiceConnect;
import io.praetor.catalog.ServiceDefinition;
import io.praetor.catalog.Upstream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the definition of a proxy or a gateway must and must not say; texts and order as observed.
final class ProxyRules {
  private ProxyRules() {}

  static void check(ServiceDefinition service, Problems problems) {
    ConnectProxyConfig proxy = service.proxy() == null ? ConnectProxyConfig.NONE : service.proxy();
    ServiceConnect connect = service.connect() == null ? ServiceConnect.NONE : service.connect();
    switch (service.kind()) {
      case "connect-proxy" -> {
        problems.addIf(
            service.port() == 0 && service.socketPath().isEmpty(),
            "Port or SocketPath must be set for a connect-proxy");
        problems.addIf(
            connect.isNative(), "A Proxy cannot also be Connect Native, only typical services");
        String destination = proxy.destinationServiceName();
        problems.addIf(
            destination.isBlank(),
            "Proxy.DestinationServiceName must be non-empty for Connect proxy services");
        problems.addIf(
            destination.equals("*"),
            "Proxy.DestinationServiceName must not be a wildcard for Connect proxy services");
        upstreams(proxy.upstreams() == null ? List.of() : proxy.upstreams(), problems);
        List<ExposePath> paths = proxy.expose().paths();
        exposedPaths(paths == null ? List.of() : paths, problems);
      }
      case "mesh-gateway", "terminating-gateway", "ingress-gateway", "api-gateway" -> {
        String kind = service.kind();
        problems.addIf(
            service.port() == 0 && (kind.startsWith("mesh") || kind.startsWith("terminating")),
            "Port must be non-zero for a " + kind);
        problems.addIf(
            connect.sidecarService() != null,
            "A " + kind + " cannot have a sidecar service defined");
        for (String field : forbiddenToGateways(proxy)) {
          problems.add("The Proxy." + field + " configuration is invalid for a " + kind);
        }
      }
      default -> {
        // A typical service, or a kind that only a newer version knows: its proxy is not looked at.
      }
    }
  }

  private static List<String> forbiddenToGateways(ConnectProxyConfig proxy) {
    List<String> set = new ArrayList<>();
    addIf(set, !proxy.destinationServiceName().isEmpty(), "DestinationServiceName");
    addIf(set, !proxy.destinationServiceId().isEmpty(), "DestinationServiceID");
    addIf(set, !proxy.localServiceAddress().isEmpty(), "LocalServiceAddress");
    addIf(set, proxy.localServicePort() != 0, "LocalServicePort");
    addIf(set, !proxy.localServiceSocketPath().isEmpty(), "LocalServiceSocketPath");
    addIf(set, proxy.upstreams() != null && !proxy.upstreams().isEmpty(), "Upstreams");
    return set;
  }

  private static void addIf(List<String> set, boolean present, String field) {
    if (present) {
      set.add(field);
    }
  }

  private static void upstreams(List<Upstream> upstreams, Problems problems) {
    Set<String> identities = new HashSet<>();
    Set<String> listeners = new HashSet<>();
    for (Upstream upstream : upstreams) {
      if (!valid(upstream, problems)) {
        continue;
      }
      String type = upstream.destinationType().isEmpty() ? "service" : upstream.destinationType();
      String identity =
          "type=\""
              + type
              + "\", name=\""
              + upstream.destinationName()
              + "\", partition=\""
              + upstream.destinationPartition()
              + "\", namespace=\""
              + upstream.destinationNamespace()
              + "\", peer=\""
              + upstream.destinationPeer()
              + "\", datacenter=\""
              + upstream.datacenter()
              + "\"";
      problems.addIf(
          !identities.add(identity), "upstreams cannot contain duplicates of [" + identity + "]");
      String address =
          upstream.localBindAddress().isEmpty() ? "127.0.0.1" : upstream.localBindAddress();
      String listener =
          upstream.localBindSocketPath().isEmpty()
              ? address + ":" + upstream.localBindPort()
              : upstream.localBindSocketPath();
      problems.addIf(
          !listeners.add(listener),
          "upstreams cannot contain duplicates by local bind address and port or unix path; \""
              + listener
              + "\" is specified twice");
    }
  }

  private static boolean valid(Upstream upstream, Problems problems) {
    boolean port = upstream.localBindPort() != 0;
    boolean socket = !upstream.localBindSocketPath().isEmpty();
    String type = upstream.destinationType();
    String wrong = "";
    if (upstream.destinationName().isEmpty()) {
      wrong = "upstream destination name cannot be empty";
    } else if (upstream.destinationName().equals("*")) {
      wrong = "upstream destination name cannot be a wildcard";
    } else if (!type.isEmpty() && !type.equals("service") && !type.equals("prepared_query")) {
      wrong = "unknown upstream destination type: \"" + type + "\"";
    } else if (!port && !socket) {
      wrong = "upstream local bind port or local socket path must be defined and nonzero";
    } else if (port && socket) {
      wrong =
          "only one of upstream local bind port or local socket path can be defined and nonzero";
    } else if (!upstream.destinationPeer().isEmpty() && !upstream.datacenter().isEmpty()) {
      wrong = "upstream cannot specify both destination peer and datacenter";
    }
    problems.addIf(!wrong.isEmpty(), wrong);
    return wrong.isEmpty();
  }

  private static void exposedPaths(List<ExposePath> paths, Problems problems) {
    Set<Integer> ports = new HashSet<>();
    for (ExposePath path : paths) {
      problems.addIf(
          !ports.add(path.listenerPort()), "expose.paths: duplicate listener ports exposed");
      problems.addIf(
          path.listenerPort() <= 0 || path.listenerPort() > 65535,
          "expose.paths: invalid listener port: " + path.listenerPort());
      problems.addIf(
          !List.of("", "http", "http2").contains(path.protocol()),
          "protocol '"
              + path.protocol()
              + "' not supported for path: "
              + path.path()
              + ", must be in: [http2 http]");
    }
  }
}
