// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.catalog.entries.RouteStatus.Condition;
import io.praetor.store.View;
import io.praetor.wire.GoTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the leader writes about API gateways: which routes are bound to which listeners, and what was
/// found about gateways and routes. A pure function of the entries, as observed; it comes to rest once
/// its own writes are applied.
public final class GatewayBinding {
  private final View view;
  private final GoTime now;
  private final List<ConfigEntryRequest> changes = new ArrayList<>();
  private final Map<String, BoundGateway> gateways = new TreeMap<>();

  private GatewayBinding(View view, GoTime now) {
    this.view = view;
    this.now = now;
  }

  /// The writes that are missing; none when all is as it should be.
  public static List<ConfigEntryRequest> changes(View view, GoTime now) {
    GatewayBinding binding = new GatewayBinding(view, now);
    for (ConfigEntry entry : ConfigEntries.all(view, EntryKinds.API_GATEWAY)) {
      if (entry.body() instanceof ApiGateway gateway) {
        binding.gateways.put(entry.name(), new BoundGateway(view, entry.name(), gateway));
      }
    }
    binding.routes();
    binding.write();
    return List.copyOf(binding.changes);
  }

  private void routes() {
    for (ConfigEntry entry : ConfigEntries.all(view, EntryKinds.HTTP_ROUTE)) {
      if (entry.body() instanceof HttpRoute route) {
        RouteStatus status = bind(BoundRoute.of(entry, route), route.parents(), route.status());
        if (status != route.status()) {
          withStatus(
              entry.withBody(
                  new HttpRoute(route.parents(), route.rules(), route.hostnames(), status)));
        }
      }
    }
    for (ConfigEntry entry : ConfigEntries.all(view, EntryKinds.TCP_ROUTE)) {
      if (entry.body() instanceof TcpRoute route) {
        RouteStatus status = bind(BoundRoute.of(entry, route), route.parents(), route.status());
        if (status != route.status()) {
          withStatus(entry.withBody(new TcpRoute(route.parents(), route.services(), status)));
        }
      }
    }
  }

  private void withStatus(ConfigEntry entry) {
    changes.add(ConfigEntryRequest.of(ConfigEntryRequest.UPSERT_WITH_STATUS, entry));
  }

  private RouteStatus bind(
      BoundRoute route, @Nullable List<ResourceReference> parents, RouteStatus before) {
    List<Condition> found = new ArrayList<>();
    String refusal = route.refusal(view);
    found.add(route.accepted(refusal));
    List<ResourceReference> sorted = new ArrayList<>(Forms.items(parents));
    sorted.sort(BoundGateway.REFERENCES);
    for (ResourceReference parent : sorted) {
      BoundGateway gateway = gateways.get(parent.name());
      String failure =
          gateway == null ? null : gateway.bind(route, refusal.isEmpty(), parent.sectionName());
      if (gateway == null) {
        found.add(condition("Bound", false, "GatewayNotFound", "gateway was not found", parent));
      } else if (failure == null || failure.isEmpty()) {
        found.add(condition("Bound", true, "Bound", "successfully bound route", parent));
      } else {
        found.add(condition("Bound", false, "FailedToBind", failure, parent));
      }
    }
    return status(before, found);
  }

  private void write() {
    for (BoundGateway gateway : gateways.values()) {
      ConfigEntry entry =
          Objects.requireNonNull(ConfigEntries.find(view, EntryKinds.API_GATEWAY, gateway.name()));
      RouteStatus status = status(gateway.gateway().status(), gateway.conditions());
      if (status != gateway.gateway().status()) {
        withStatus(entry.withBody(new ApiGateway(gateway.gateway().listeners(), status)));
      }
      ConfigEntry bound =
          EntryKinds.BOUND_API_GATEWAY.named(gateway.name()).withBody(gateway.bound());
      ConfigEntry before = ConfigEntries.find(view, EntryKinds.BOUND_API_GATEWAY, gateway.name());
      if (before == null || !before.body().equals(bound.body())) {
        changes.add(ConfigEntryRequest.of(ConfigEntryRequest.UPSERT, bound));
      }
    }
    for (ConfigEntry entry : ConfigEntries.all(view, EntryKinds.BOUND_API_GATEWAY)) {
      if (!gateways.containsKey(entry.name())) {
        changes.add(ConfigEntryRequest.of(ConfigEntryRequest.DELETE, entry));
      }
    }
  }

  static Condition condition(
      String type, boolean holds, String reason, String message, ResourceReference about) {
    return new Condition(type, holds ? "True" : "False", reason, message, about, null);
  }

  /// The same status when nothing but the times would change; conditions that stay keep theirs.
  private RouteStatus status(RouteStatus before, List<Condition> found) {
    List<Condition> old = Forms.items(before.conditions());
    List<Condition> stamped = new ArrayList<>();
    for (Condition condition : found) {
      GoTime since = now;
      for (Condition one : old) {
        if (at(one, null).equals(condition) && one.lastTransitionTime() != null) {
          since = one.lastTransitionTime();
        }
      }
      stamped.add(at(condition, since));
    }
    return stamped.equals(old) ? before : new RouteStatus(List.copyOf(stamped));
  }

  private static Condition at(Condition condition, @Nullable GoTime time) {
    return new Condition(
        condition.type(),
        condition.status(),
        condition.reason(),
        condition.message(),
        condition.resource(),
        time);
  }
}
