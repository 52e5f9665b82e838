// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.catalog.entries.RouteStatus.Condition;
import io.praetor.store.View;
import io.praetor.wire.GoQuote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An API gateway while routes are bound to it.
final class BoundGateway {
  static final Comparator<ResourceReference> REFERENCES =
      Comparator.comparing(ResourceReference::kind)
          .thenComparing(ResourceReference::name)
          .thenComparing(ResourceReference::sectionName);

  private final String name;
  private final ApiGateway gateway;
  private final Map<String, List<ResourceReference>> routes = new LinkedHashMap<>();
  private final Map<String, List<ResourceReference>> services = new TreeMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  BoundGateway(View view, String name, ApiGateway gateway) {
    this.name = name;
    this.gateway = gateway;
    for (ApiGateway.Listener listener : Forms.items(gateway.listeners())) {
      routes.put(listener.name(), new ArrayList<>());
      for (ResourceReference certificate : Forms.items(listener.tls().certificates())) {
        EntryKind<?> kind = EntryKinds.named(certificate.kind());
        if (kind == null || ConfigEntries.find(view, kind, certificate.name()) == null) {
          missing.put(listener.name(), certificate.name());
        }
      }
    }
  }

  String name() {
    return name;
  }

  ApiGateway gateway() {
    return gateway;
  }

  /// Binds the route where it can be; answers why it could not, empty when it was.
  ///
  /// @param section the one listener that is meant; empty for all
  String bind(BoundRoute route, boolean accepted, String section) {
    boolean bound = false;
    String failure = "";
    for (ApiGateway.Listener listener : Forms.items(gateway.listeners())) {
      if (!section.isEmpty() && !section.equals(listener.name())) {
        continue;
      }
      if (!missing.isEmpty()) {
        failure = "gateway has not been accepted";
      } else if (!accepted) {
        failure = "route has not been accepted";
      } else if (listener.protocol().equals(route.protocol())) {
        if (matches(listener.hostname(), route.hostnames())) {
          add(listener, route);
          bound = true;
        } else {
          failure =
              "listener "
                  + listener.name()
                  + " is does not have any hostnames that match the route";
        }
      }
    }
    if (bound) {
      return "";
    }
    return failure.isEmpty()
        ? "failed to bind route "
            + route.self().name()
            + " to gateway "
            + name
            + " with listener '"
            + section
            + "'"
        : "failed to bind route to gateway " + name + ": " + failure;
  }

  private void add(ApiGateway.Listener listener, BoundRoute route) {
    List<ResourceReference> here =
        routes.computeIfAbsent(listener.name(), one -> new ArrayList<>());
    if (!here.contains(route.self())) {
      here.add(route.self());
    }
    for (String service : route.services()) {
      List<ResourceReference> leading = services.computeIfAbsent(service, one -> new ArrayList<>());
      if (!leading.contains(route.self())) {
        leading.add(route.self());
      }
    }
  }

  private static boolean matches(String listener, List<String> hostnames) {
    if (listener.isEmpty() || hostnames.isEmpty()) {
      return true;
    }
    return hostnames.stream()
        .anyMatch(
            host ->
                host.equals(listener)
                    || (listener.startsWith("*.") && host.endsWith(listener.substring(1))));
  }

  BoundApiGateway bound() {
    List<BoundApiGateway.Listener> listeners = new ArrayList<>();
    for (ApiGateway.Listener listener : Forms.items(gateway.listeners())) {
      List<ResourceReference> here = routes.getOrDefault(listener.name(), List.of());
      List<ResourceReference> certificates = Forms.items(listener.tls().certificates());
      listeners.add(
          new BoundApiGateway.Listener(
              listener.name(),
              here.isEmpty() ? null : List.copyOf(here),
              certificates.isEmpty() || missing.containsKey(listener.name())
                  ? null
                  : certificates));
    }
    Map<String, List<ResourceReference>> leading = new LinkedHashMap<>();
    services.forEach((service, from) -> leading.put(service, List.copyOf(from)));
    return new BoundApiGateway(List.copyOf(listeners), leading);
  }

  List<Condition> conditions() {
    List<Condition> all = new ArrayList<>();
    ResourceReference whole = new ResourceReference("", "", "");
    all.add(
        missing.isEmpty()
            ? GatewayBinding.condition("Accepted", true, "Accepted", "gateway is valid", whole)
            : GatewayBinding.condition(
                "Accepted",
                false,
                "InvalidCertificates",
                "gateway references invalid certificates",
                whole));
    List<ApiGateway.Listener> listeners = new ArrayList<>(Forms.items(gateway.listeners()));
    listeners.sort(Comparator.comparing(ApiGateway.Listener::name));
    for (ApiGateway.Listener listener : listeners) {
      boolean conflict =
          listener.protocol().equals("tcp")
              && routes.getOrDefault(listener.name(), List.of()).size() > 1;
      all.add(
          conflict
              ? GatewayBinding.condition(
                  "Conflicted",
                  true,
                  "RouteConflict",
                  "TCP-based listeners currently only support binding a single route",
                  about(listener))
              : GatewayBinding.condition(
                  "Conflicted",
                  false,
                  "NoConflict",
                  "listener has no route conflicts",
                  about(listener)));
    }
    for (ApiGateway.Listener listener : listeners) {
      String certificate = missing.get(listener.name());
      all.add(
          certificate == null
              ? GatewayBinding.condition(
                  "ResolvedRefs", true, "ResolvedRefs", "resolved refs", about(listener))
              : GatewayBinding.condition(
                  "ResolvedRefs",
                  false,
                  "InvalidCertificateRef",
                  "certificate " + GoQuote.quote(certificate) + " not found",
                  about(listener)));
    }
    return all;
  }

  private ResourceReference about(ApiGateway.Listener listener) {
    return new ResourceReference("api-gateway", name, listener.name());
  }
}
