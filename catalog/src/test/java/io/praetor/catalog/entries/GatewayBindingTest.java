// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.catalog.CatalogTables;
import io.praetor.store.Store;
import io.praetor.wire.GoTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Gateways and routes as Consul binds them.
class GatewayBindingTest {
  private final Store store = new Store(CatalogTables.ALL, List.of());
  private long index = 1;

  private void apply(ConfigEntryRequest request) {
    var txn = store.begin(++index);
    ConfigEntries.apply(txn, request);
    txn.publish();
  }

  private void write(String kind, String name, Map<String, Object> members) {
    Map<String, Object> tree = new java.util.TreeMap<>(members);
    tree.put("Kind", kind);
    tree.put("Name", name);
    apply(
        ConfigEntryRequest.of(
            ConfigEntryRequest.UPSERT, EntryRules.prepare(EntryInput.read(tree))));
  }

  /// Applies what is missing until nothing is; that must not take long.
  private void settle(long second) {
    for (int round = 0; round < 3; round++) {
      List<ConfigEntryRequest> changes =
          GatewayBinding.changes(store.snapshot(), GoTime.utc(Instant.ofEpochSecond(second)));
      changes.forEach(this::apply);
      if (changes.isEmpty()) {
        return;
      }
    }
    assertTrue(
        GatewayBinding.changes(store.snapshot(), GoTime.utc(Instant.ofEpochSecond(second)))
            .isEmpty());
  }

  private static Map<String, Object> listener(String name, String protocol, int port) {
    return Map.of("Name", name, "Protocol", protocol, "Port", port);
  }

  private static Map<String, Object> httpRoute(String section) {
    return Map.of(
        "Parents",
        List.of(Map.of("Name", "g", "SectionName", section)),
        "Rules",
        List.of(Map.of("Services", List.of(Map.of("Name", "web")))));
  }

  private void gatewayWithRoutes() {
    write("service-defaults", "web", Map.of("Protocol", "http"));
    write(
        "api-gateway",
        "g",
        Map.of("Listeners", List.of(listener("h", "http", 1), listener("t", "tcp", 2))));
    write("http-route", "r", httpRoute("h"));
    write(
        "tcp-route",
        "s",
        Map.of("Parents", List.of(Map.of("Name", "g")), "Services", List.of(Map.of("Name", "db"))));
    settle(100);
  }

  private BoundApiGateway bound() {
    BoundApiGateway bound = ConfigEntries.body(store.snapshot(), EntryKinds.BOUND_API_GATEWAY, "g");
    assertNotNull(bound);
    return bound;
  }

  private RouteStatus.Condition last(String route) {
    HttpRoute body = ConfigEntries.body(store.snapshot(), EntryKinds.HTTP_ROUTE, route);
    assertNotNull(body);
    return Forms.items(body.status().conditions()).getLast();
  }

  @Test
  void routesAreBoundToListenersOfTheirProtocol() {
    gatewayWithRoutes();
    ResourceReference http = new ResourceReference("http-route", "r", "");
    ResourceReference tcp = new ResourceReference("tcp-route", "s", "");
    assertEquals(
        new BoundApiGateway(
            List.of(
                new BoundApiGateway.Listener("h", List.of(http), null),
                new BoundApiGateway.Listener("t", List.of(tcp), null)),
            Map.of("db", List.of(tcp), "web", List.of(http))),
        bound());
    assertEquals("successfully bound route", last("r").message());
  }

  @Test
  void whyARouteIsNotBoundIsSaid() {
    gatewayWithRoutes();
    write("http-route", "nowhere", httpRoute("zz"));
    settle(101);
    assertEquals(
        "failed to bind route nowhere to gateway g with listener 'zz'", last("nowhere").message());
    write("service-defaults", "web", Map.of("Protocol", "http2"));
    settle(102);
    assertEquals(
        "failed to bind route to gateway g: route has not been accepted", last("r").message());
    assertNull(Forms.items(bound().listeners()).getFirst().routes());
  }

  @Test
  void findingsThatStayKeepTheirTime() {
    gatewayWithRoutes();
    write("service-defaults", "other", Map.of());
    settle(500);
    assertEquals(GoTime.utc(Instant.ofEpochSecond(100)), last("r").lastTransitionTime());
  }

  @Test
  void theBindingGoesWithItsGateway() {
    gatewayWithRoutes();
    apply(ConfigEntryRequest.of(ConfigEntryRequest.DELETE, EntryKinds.API_GATEWAY.named("g")));
    settle(103);
    assertNull(ConfigEntries.find(store.snapshot(), EntryKinds.BOUND_API_GATEWAY, "g"));
    assertEquals("gateway was not found", last("r").message());
  }
}
