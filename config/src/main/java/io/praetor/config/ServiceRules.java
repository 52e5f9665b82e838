// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import io.praetor.config.ProxyDefinition.Upstream;
import io.praetor.config.ServiceDefinition.Port;
import io.praetor.config.ServiceDefinition.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which fields of a service may stand together, by its kind. Files and the HTTP API share these
/// rules; each fault is one line of Consul's error.
public final class ServiceRules {
  private static final int MAX_WEIGHT = 65535;

  /// Protocols of an exposed path; none means http.
  private static final Set<String> PROTOCOLS = Set.of("", "http", "http2");

  private ServiceRules() {}

  /// What is wrong with weights, or null.
  public static @Nullable String weightsFault(Weights weights) {
    if (weights.passing() < 1) {
      return "Passing must be greater than 0";
    }
    if (weights.warning() < 0) {
      return "Warning must be greater or equal than 0";
    }
    if (weights.passing() > MAX_WEIGHT || weights.warning() > MAX_WEIGHT) {
      return "DNS Weight must be between 0 and 65535";
    }
    return null;
  }

  /// What is wrong with a locality, or null.
  public static @Nullable String localityFault(@Nullable Locality locality) {
    return locality != null && locality.region().isEmpty() && !locality.zone().isEmpty()
        ? "zone cannot be set without region"
        : null;
  }

  /// All that is wrong with the service as its kind has it; empty when it is fine.
  public static List<String> faults(ServiceDefinition service) {
    List<String> faults = new ArrayList<>();
    switch (service.kind()) {
      case "connect-proxy" -> connectProxy(service, faults);
      case "mesh-gateway", "terminating-gateway" -> {
        if (service.port() == 0) {
          faults.add("Port must be non-zero for a " + service.kind());
        }
        gateway(service, faults);
      }
      case "ingress-gateway", "api-gateway" -> gateway(service, faults);
      default -> {}
    }
    String locality = localityFault(service.locality());
    if (locality != null) {
      faults.add(locality);
    }
    boolean isNative = service.connect() != null && service.connect().isNative();
    if (isNative && !service.kind().isEmpty() && service.kind().equals("connect-proxy")) {
      faults.add("A Proxy cannot also be Connect Native, only typical services");
    }
    if (isNative
        && service.kind().isEmpty()
        && service.port() == 0
        && service.socketPath().isEmpty()) {
      faults.add("Port or SocketPath must be set for a Connect native service.");
    }
    if (!service.ports().isEmpty() && service.port() != 0) {
      faults.add("Cannot set both Port and Ports");
    }
    String portsFault = portsFault(service.ports());
    if (portsFault != null) {
      faults.add(portsFault);
    }
    return faults;
  }

  private static @Nullable String portsFault(List<Port> ports) {
    Set<String> names = new HashSet<>();
    boolean hasDefault = false;
    for (Port port : ports) {
      if (port.name().isEmpty()) {
        return "Ports.Name cannot be empty";
      }
      if (!names.add(port.name())) {
        return "Ports.Name " + GoText.quote(port.name()) + " has to be unique";
      }
      if (port.port() <= 0) {
        return "Ports.Port must be greater than zero";
      }
      if (port.isDefault() && hasDefault) {
        return "Only one port can be marked as default";
      }
      hasDefault |= port.isDefault();
    }
    return hasDefault || ports.isEmpty() ? null : "One of the Ports must be marked as Default";
  }

  private static void gateway(ServiceDefinition service, List<String> faults) {
    ProxyDefinition proxy = service.proxy();
    if (proxy == null) {
      return;
    }
    invalid(service, !proxy.destinationServiceName().isEmpty(), "DestinationServiceName", faults);
    invalid(service, !proxy.destinationServiceId().isEmpty(), "DestinationServiceID", faults);
    invalid(service, !proxy.localServiceAddress().isEmpty(), "LocalServiceAddress", faults);
    invalid(service, proxy.localServicePort() != 0, "LocalServicePort", faults);
    invalid(service, !proxy.localServiceSocketPath().isEmpty(), "LocalServiceSocketPath", faults);
    invalid(service, !proxy.upstreams().isEmpty(), "Upstreams", faults);
  }

  private static void invalid(
      ServiceDefinition service, boolean isSet, String field, List<String> faults) {
    if (isSet) {
      faults.add("The Proxy." + field + " configuration is invalid for a " + service.kind());
    }
  }

  private static void connectProxy(ServiceDefinition service, List<String> faults) {
    ProxyDefinition proxy = service.proxy();
    String destination = proxy == null ? "" : proxy.destinationServiceName();
    if (service.port() == 0 && service.socketPath().isEmpty()) {
      faults.add("Port or SocketPath must be set for a connect-proxy");
    }
    if (destination.isBlank()) {
      faults.add("Proxy.DestinationServiceName must be non-empty for Connect proxy services");
    }
    if (destination.equals("*")) {
      faults.add("Proxy.DestinationServiceName must not be a wildcard for Connect proxy services");
    }
    if (proxy == null) {
      return;
    }
    upstreams(proxy.upstreams(), faults);
    expose(proxy.expose(), faults);
  }

  private static void upstreams(List<Upstream> upstreams, List<String> faults) {
    Set<String> listeners = new HashSet<>();
    Set<String> destinations = new HashSet<>();
    for (Upstream upstream : upstreams) {
      String fault = upstreamFault(upstream);
      if (fault != null) {
        faults.add(fault);
        continue;
      }
      String listener = listener(upstream);
      if (!listeners.add(listener)) {
        faults.add(
            "upstreams cannot contain duplicates by local bind address and port or unix path; "
                + GoText.quote(listener)
                + " is specified twice");
      }
      String destination =
          "[type="
              + GoText.quote(upstream.destinationType())
              + ", name="
              + GoText.quote(upstream.destinationName())
              + ", partition="
              + GoText.quote(upstream.destinationPartition())
              + ", namespace="
              + GoText.quote(upstream.destinationNamespace())
              + ", peer="
              + GoText.quote(upstream.destinationPeer())
              + ", datacenter="
              + GoText.quote(upstream.datacenter())
              + "]";
      if (!destinations.add(destination)) {
        faults.add("upstreams cannot contain duplicates of " + destination);
      }
    }
  }

  private static String listener(Upstream upstream) {
    if (!upstream.localBindSocketPath().isEmpty()) {
      return upstream.localBindSocketPath();
    }
    String address =
        upstream.localBindAddress().isEmpty() ? "127.0.0.1" : upstream.localBindAddress();
    return address + ":" + upstream.localBindPort();
  }

  private static @Nullable String upstreamFault(Upstream upstream) {
    if (!upstream.destinationType().equals("service")
        && !upstream.destinationType().equals("prepared_query")
        && !upstream.destinationType().isEmpty()) {
      return "unknown upstream destination type: " + GoText.quote(upstream.destinationType());
    }
    if (upstream.destinationName().isEmpty()) {
      return "upstream destination name cannot be empty";
    }
    if (upstream.destinationName().equals("*")) {
      return "upstream destination name cannot be a wildcard";
    }
    if (!upstream.destinationPeer().isEmpty() && !upstream.datacenter().isEmpty()) {
      return "upstream cannot specify both destination peer and datacenter";
    }
    boolean hasPort = upstream.localBindPort() != 0;
    boolean hasSocket = !upstream.localBindSocketPath().isEmpty();
    if (!hasPort && !hasSocket) {
      return "upstream local bind port or local socket path must be defined and nonzero";
    }
    if (hasPort && hasSocket) {
      return "only one of upstream local bind port or local socket path can be defined and nonzero";
    }
    return null;
  }

  private static void expose(ProxyDefinition.Expose expose, List<String> faults) {
    Set<Integer> listeners = new HashSet<>();
    for (ProxyDefinition.Expose.Path path : expose.paths()) {
      if (path.listenerPort() != 0 && !listeners.add(path.listenerPort())) {
        faults.add("expose.paths: duplicate listener ports exposed");
      }
      if (path.listenerPort() <= 0 || path.listenerPort() > 65535) {
        faults.add("expose.paths: invalid listener port: " + path.listenerPort());
      }
      if (!PROTOCOLS.contains(path.protocol())) {
        faults.add(
            "protocol '"
                + path.protocol()
                + "' not supported for path: "
                + path.path()
                + ", must be in: [http http2]");
      }
    }
  }
}
