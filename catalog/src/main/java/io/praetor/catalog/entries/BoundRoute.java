// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.store.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A route as the binding of gateways sees it.
///
/// @param protocol of the listeners that it can be bound to, and of the services that it leads to
record BoundRoute(
    ResourceReference self, String protocol, List<String> hostnames, Set<String> services) {
  private static final ResourceReference WHOLE = new ResourceReference("", "", "");

  private static final String NO_SERVICES = "NoUpstreamServicesTargeted";
  private static final String WRONG_PROTOCOL = "InvalidDiscoveryChain";

  static BoundRoute of(ConfigEntry entry, HttpRoute route) {
    Set<String> services = new LinkedHashSet<>();
    for (HttpRoute.Rule rule : Forms.items(route.rules())) {
      Forms.items(rule.services()).forEach(service -> services.add(service.name()));
    }
    return new BoundRoute(reference(entry), "http", Forms.items(route.hostnames()), services);
  }

  static BoundRoute of(ConfigEntry entry, TcpRoute route) {
    Set<String> services = new LinkedHashSet<>();
    Forms.items(route.services()).forEach(service -> services.add(service.name()));
    return new BoundRoute(reference(entry), "tcp", List.of(), services);
  }

  private static ResourceReference reference(ConfigEntry entry) {
    return new ResourceReference(entry.type().name(), entry.name(), "");
  }

  /// Why the route is not accepted; empty when it is.
  String refusal(View view) {
    if (services.isEmpty()) {
      return NO_SERVICES;
    }
    boolean all =
        services.stream().allMatch(name -> EntryGraph.protocol(view, name).equals(protocol));
    return all ? "" : WRONG_PROTOCOL;
  }

  RouteStatus.Condition accepted(String refusal) {
    String message =
        switch (refusal) {
          case "" -> "route is valid";
          case NO_SERVICES -> "route must target at least one upstream service";
          default -> "route protocol does not match targeted service protocol";
        };
    return GatewayBinding.condition(
        "Accepted", refusal.isEmpty(), refusal.isEmpty() ? "Accepted" : refusal, message, WHOLE);
  }
}
