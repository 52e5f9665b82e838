// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import io.praetor.wire.GoQuote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What makes a service unfit to be registered, with Consul's texts and in the order that it names
/// them. The same for the catalog and for agents. Pure.
public final class ServiceValidation {
  private static final String INGRESS_GATEWAY = "ingress-gateway";
  private static final String API_GATEWAY = "api-gateway";
  private static final String WILDCARD = "*";
  private static final Set<String> GATEWAYS =
      Set.of("mesh-gateway", "terminating-gateway", INGRESS_GATEWAY, API_GATEWAY);

  private final NodeService service;
  private final List<String> faults = new ArrayList<>();

  private ServiceValidation(NodeService service) {
    this.service = service;
  }

  /// All faults as one text, as Go's multierror prints them.
  public static Optional<String> fault(NodeService service) {
    List<String> faults = faults(service);
    if (faults.isEmpty()) {
      return Optional.empty();
    }
    String count = faults.size() == 1 ? "1 error" : faults.size() + " errors";
    return Optional.of(count + " occurred:\n\t* " + String.join("\n\t* ", faults) + "\n\n");
  }

  static List<String> faults(NodeService service) {
    ServiceValidation validation = new ServiceValidation(service);
    validation.check();
    return validation.faults;
  }

  private void check() {
    checkPorts();
    if (service.kind().equals(Services.CONNECT_PROXY)) {
      checkProxy();
    }
    if (GATEWAYS.contains(service.kind())) {
      checkGateway();
    }
    if (service.connect().isNative() && !reachable()) {
      faults.add("Port or SocketPath must be set for a Connect native service.");
    }
    checkSidecar();
    Locality locality = service.locality();
    if (locality != null && locality.region().isEmpty() && !locality.zone().isEmpty()) {
      faults.add("zone cannot be set without region");
    }
  }

  private boolean reachable() {
    return service.port() != 0 || !service.socketPath().isEmpty();
  }

  private void checkPorts() {
    List<ServicePort> ports = service.ports();
    if (ports == null || ports.isEmpty()) {
      return;
    }
    if (service.port() != 0) {
      faults.add("Cannot set both Port and Ports");
    }
    Set<String> names = new HashSet<>();
    boolean marked = false;
    for (ServicePort port : ports) {
      if (port.name().isEmpty()) {
        faults.add("Ports.Name cannot be empty");
        return;
      }
      if (!names.add(port.name())) {
        faults.add("Ports.Name " + GoQuote.quote(port.name()) + " has to be unique");
        return;
      }
      if (port.isDefault() && marked) {
        faults.add("Only one port can be marked as default");
        return;
      }
      marked |= port.isDefault();
    }
    if (!marked) {
      faults.add("One of the Ports must be marked as Default");
    }
  }

  private void checkProxy() {
    if (!reachable()) {
      faults.add("Port or SocketPath must be set for a connect-proxy");
    }
    String destination = service.proxy().destinationServiceName();
    if (destination.isBlank()) {
      faults.add("Proxy.DestinationServiceName must be non-empty for Connect proxy services");
    }
    if (destination.equals(WILDCARD)) {
      faults.add("Proxy.DestinationServiceName must not be a wildcard for Connect proxy services");
    }
    if (service.connect().isNative()) {
      faults.add("A Proxy cannot also be Connect Native, only typical services");
    }
    checkUpstreams();
    checkExposed();
  }

  private void checkUpstreams() {
    List<Upstream> upstreams = service.proxy().upstreams();
    Set<String> listeners = new HashSet<>();
    Set<String> destinations = new HashSet<>();
    for (Upstream upstream : upstreams == null ? List.<Upstream>of() : upstreams) {
      Optional<String> fault = fault(upstream);
      if (fault.isPresent()) {
        faults.add(fault.get());
        continue;
      }
      String listener = listener(upstream);
      if (!listener.isEmpty() && !listeners.add(listener)) {
        faults.add(
            "upstreams cannot contain duplicates by local bind address and port or unix path; "
                + GoQuote.quote(listener)
                + " is specified twice");
        continue;
      }
      if (!destinations.add(destination(upstream))) {
        faults.add("upstreams cannot contain duplicates of [" + destination(upstream) + "]");
      }
    }
  }

  private static Optional<String> fault(Upstream upstream) {
    boolean port = upstream.localBindPort() != 0;
    boolean socket = !upstream.localBindSocketPath().isEmpty();
    if (!Set.of("", "service", "prepared_query").contains(upstream.destinationType())) {
      return Optional.of(
          "unknown upstream destination type: " + GoQuote.quote(upstream.destinationType()));
    }
    if (upstream.destinationName().isEmpty()) {
      return Optional.of("upstream destination name cannot be empty");
    }
    if (upstream.destinationName().equals(WILDCARD)) {
      return Optional.of("upstream destination name cannot be a wildcard");
    }
    if (!upstream.destinationPeer().isEmpty() && !upstream.datacenter().isEmpty()) {
      return Optional.of("upstream cannot specify both destination peer and datacenter");
    }
    if (!port && !socket && !upstream.centrallyConfigured()) {
      return Optional.of(
          "upstream local bind port or local socket path must be defined and nonzero");
    }
    return port && socket
        ? Optional.of(
            "only one of upstream local bind port or local socket path can be defined and nonzero")
        : Optional.empty();
  }

  private static String listener(Upstream upstream) {
    if (!upstream.localBindSocketPath().isEmpty()) {
      return upstream.localBindSocketPath();
    }
    if (upstream.localBindPort() == 0) {
      return "";
    }
    String address = upstream.localBindAddress();
    return (address.isEmpty() ? "127.0.0.1" : address) + ":" + upstream.localBindPort();
  }

  private static String destination(Upstream upstream) {
    return "type="
        + GoQuote.quote(upstream.destinationType())
        + ", name="
        + GoQuote.quote(upstream.destinationName())
        + ", partition="
        + GoQuote.quote(upstream.destinationPartition())
        + ", namespace="
        + GoQuote.quote(upstream.destinationNamespace())
        + ", peer="
        + GoQuote.quote(upstream.destinationPeer())
        + ", datacenter="
        + GoQuote.quote(upstream.datacenter());
  }

  private void checkExposed() {
    List<ExposePath> paths = service.proxy().expose().paths();
    Set<Integer> listeners = new HashSet<>();
    for (ExposePath path : paths == null ? List.<ExposePath>of() : paths) {
      if (path.path().isEmpty()) {
        faults.add("expose.paths: empty path exposed");
      }
      if (!listeners.add(path.listenerPort())) {
        faults.add("expose.paths: duplicate listener ports exposed");
      }
      if (path.listenerPort() <= 0 || path.listenerPort() > 65535) {
        faults.add("expose.paths: invalid listener port: " + path.listenerPort());
      }
      if (!Set.of("", "http", "http2").contains(path.protocol())) {
        faults.add(
            "protocol '"
                + path.protocol()
                + "' not supported for path: "
                + path.path()
                + ", must be in: [http http2]");
      }
    }
  }

  private void checkGateway() {
    String kind = service.kind();
    ConnectProxyConfig proxy = service.proxy();
    // Ingress and API gateways listen where their configuration entries say.
    boolean listensByConfig = kind.equals(INGRESS_GATEWAY) || kind.equals(API_GATEWAY);
    if (!listensByConfig && service.port() == 0) {
      faults.add("Port must be non-zero for a " + kind);
    }
    if (service.connect().sidecarService() != null) {
      faults.add("A " + kind + " cannot have a sidecar service defined");
    }
    invalidOn(kind, "DestinationServiceName", !proxy.destinationServiceName().isEmpty());
    invalidOn(kind, "DestinationServiceID", !proxy.destinationServiceId().isEmpty());
    invalidOn(kind, "LocalServiceAddress", !proxy.localServiceAddress().isEmpty());
    invalidOn(kind, "LocalServicePort", proxy.localServicePort() != 0);
    invalidOn(kind, "LocalServiceSocketPath", !proxy.localServiceSocketPath().isEmpty());
    List<Upstream> upstreams = proxy.upstreams();
    invalidOn(kind, "Upstreams", upstreams != null && !upstreams.isEmpty());
  }

  private void invalidOn(String kind, String field, boolean set) {
    if (set) {
      faults.add("The Proxy." + field + " configuration is invalid for a " + kind);
    }
  }

  private void checkSidecar() {
    ServiceDefinition sidecar = service.connect().sidecarService();
    if (sidecar == null) {
      return;
    }
    if (!sidecar.id().isEmpty()) {
      faults.add("A SidecarService cannot specify an ID as this is managed by the agent");
    }
    ServiceConnect nested = sidecar.connect();
    if (nested != null && nested.sidecarService() != null) {
      faults.add("A SidecarService cannot have a nested SidecarService");
    }
  }
}
