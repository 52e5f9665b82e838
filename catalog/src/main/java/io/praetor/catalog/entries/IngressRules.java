// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.require;

import io.praetor.wire.GoQuote;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of ingress-gateway.
final class IngressRules {
  private static final String TCP = "tcp";
  private static final String ANY = "*";

  private IngressRules() {}

  static IngressGateway normal(IngressGateway body) {
    List<IngressGateway.Listener> listeners = body.listeners();
    return listeners == null
        ? body
        : new IngressGateway(
            body.tls(), listeners.stream().map(IngressRules::normal).toList(), body.defaults());
  }

  private static IngressGateway.Listener normal(IngressGateway.Listener listener) {
    String protocol = listener.protocol().toLowerCase(Locale.ROOT);
    return new IngressGateway.Listener(
        listener.port(), protocol.isEmpty() ? TCP : protocol, listener.tls(), listener.services());
  }

  static void check(ConfigEntry entry, IngressGateway body) {
    require(!entry.name().isEmpty(), "failed inserting config entry: object missing primary index");
    tls(body.tls());
    Set<Integer> ports = new HashSet<>();
    for (IngressGateway.Listener listener : Forms.items(body.listeners())) {
      require(ports.add(listener.port()), "port " + listener.port() + " declared on two listeners");
      listener(body, listener);
    }
  }

  private static void tls(GatewayTls tls) {
    TlsRules.check("", tls.tlsMinVersion(), tls.tlsMaxVersion(), tls.cipherSuites());
  }

  private static void listener(IngressGateway gateway, IngressGateway.Listener listener) {
    String protocol = listener.protocol();
    require(
        protocol.equals(TCP) || EntryRules.isHttp(protocol),
        "protocol must be 'tcp', 'http', 'http2', or 'grpc'. '"
            + protocol
            + "' is an unsupported protocol");
    String where = " (listener on port " + listener.port() + ")";
    GatewayTls tls = listener.tls();
    if (tls != null) {
      tls(tls);
      GatewayTls.Sds sds = tls.sds();
      if (sds != null) {
        require(
            sds.clusterName().isEmpty() || !sds.certResource().isEmpty(),
            "TLS.SDS.CertResource is required if ClusterName is set for listener" + where);
        require(
            sds.certResource().isEmpty() || !clusterName(gateway, listener).isEmpty(),
            "TLS.SDS.ClusterName is required if CertResource is set for listener" + where);
      }
    }
    List<IngressGateway.Service> services = Forms.items(listener.services());
    require(!services.isEmpty(), "No service declared for listener with port " + listener.port());
    require(
        services.size() == 1 || EntryRules.isHttp(protocol),
        "Multiple services per listener are only supported for L7 protocols, 'http', 'grpc' and"
            + " 'http2'"
            + where);
    Set<String> names = new HashSet<>();
    Set<String> hosts = new HashSet<>();
    for (IngressGateway.Service service : services) {
      service(listener, service, where);
      require(
          names.add(service.name()),
          "Service " + service.name() + " cannot be added multiple times" + where);
      certificate(gateway, listener, service);
      for (String host : Forms.items(service.hosts())) {
        require(hosts.add(host), "Hosts must be unique within a specific listener" + where);
      }
    }
  }

  /// What SDS cluster the listener or its gateway names.
  private static String clusterName(IngressGateway gateway, IngressGateway.Listener listener) {
    String own = clusterName(listener.tls());
    return own.isEmpty() ? clusterName(gateway.tls()) : own;
  }

  private static String clusterName(@Nullable GatewayTls tls) {
    GatewayTls.Sds sds = tls == null ? null : tls.sds();
    return sds == null ? "" : sds.clusterName();
  }

  private static void service(
      IngressGateway.Listener listener, IngressGateway.Service service, String where) {
    boolean http = EntryRules.isHttp(listener.protocol());
    String name = service.name();
    require(!name.isEmpty(), "Service name cannot be blank" + where);
    require(
        !name.equals(ANY) || http,
        "Wildcard service name is only valid for protocol = 'http'" + where);
    String of =
        " (service " + GoQuote.quote(name) + " on listener on port " + listener.port() + ")";
    require(
        http || empty(service.requestHeaders()),
        "request headers only valid for http, http2 and grpc protocols" + of);
    require(
        http || empty(service.responseHeaders()),
        "response headers only valid for http, http2 and grpc protocols" + of);
    List<String> hosts = Forms.items(service.hosts());
    require(
        hosts.isEmpty() || !name.equals(ANY),
        "Associating hosts to a wildcard service is not supported" + where);
    require(
        hosts.isEmpty() || http,
        "Associating hosts to a service is not supported for the "
            + listener.protocol()
            + " protocol"
            + where);
    hosts.forEach(IngressRules::host);
  }

  private static boolean empty(@Nullable HeaderModifiers headers) {
    return headers == null
        || (Forms.pairs(headers.add()).isEmpty()
            && Forms.pairs(headers.set()).isEmpty()
            && Forms.items(headers.remove()).isEmpty());
  }

  private static void host(String host) {
    if (host.equals(ANY)) {
      return;
    }
    require(!host.isEmpty(), "Host \"\" must be a valid DNS hostname");
    String rest = host.startsWith("*.") ? host.substring(2) : host;
    require(
        !rest.contains(ANY),
        "Host "
            + GoQuote.quote(host)
            + " is not valid, a wildcard specifier is only allowed as the leftmost label");
  }

  private static void certificate(
      IngressGateway gateway, IngressGateway.Listener listener, IngressGateway.Service service) {
    IngressGateway.ServiceTls tls = service.tls();
    GatewayTls.Sds sds = tls == null ? null : tls.sds();
    if (sds == null || sds.certResource().isEmpty()) {
      return;
    }
    String of =
        " (service "
            + GoQuote.quote(service.name())
            + " on listener on port "
            + listener.port()
            + ")";
    require(
        !Forms.items(service.hosts()).isEmpty(),
        "A service specifying TLS.SDS.CertResource must have at least one item in Hosts" + of);
    require(
        !sds.clusterName().isEmpty() || !clusterName(gateway, listener).isEmpty(),
        "TLS.SDS.ClusterName is required if CertResource is set" + of);
  }
}
