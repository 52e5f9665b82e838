// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogCommandsTest {
  private final Store store = new Store(CatalogTables.ALL, List.of());
  private long index = 10;

  private Optional<String> register(RegisterRequest.Builder request) {
    WriteTxn txn = store.begin(++index);
    Optional<String> refusal = CatalogCommands.register(txn, request.build());
    txn.publish();
    return refusal;
  }

  private void deregister(String node, String service) {
    WriteTxn txn = store.begin(++index);
    CatalogCommands.deregister(txn, new DeregisterRequest("dc1", node, service, "", "", ""));
    txn.publish();
  }

  private static RegisterRequest.Builder on(String node) {
    return RegisterRequest.builder().datacenter("dc1").node(node).address("10.0.0.1");
  }

  private static NodeService service(String name) {
    return NodeService.builder().id(name).service(name).port(80).build();
  }

  private static NodeService proxy(String id, String destination) {
    return NodeService.builder()
        .kind(Services.CONNECT_PROXY)
        .id(id)
        .service(id)
        .port(21000)
        .proxy(ConnectProxyConfig.builder().destinationServiceName(destination).build())
        .build();
  }

  private NodeService stored(String node, String id) {
    NodeService service = Services.get(store.snapshot(), "", node, id);
    assertNotNull(service);
    return service;
  }

  @Test
  void aRefusedCheckTakesItsNodeAndServiceBackWithIt() {
    Optional<String> refusal =
        register(
            on("a")
                .service(service("web"))
                .check(HealthCheck.builder().checkId("c").name("c").serviceId("nope").build()));
    assertEquals(Optional.of("Unknown service ID 'nope' for check ID 'c'"), refusal);
    assertNull(Nodes.get(store.snapshot(), "", "a"));
    assertNull(Services.get(store.snapshot(), "", "a", "web"));
    assertEquals(List.of(), store.snapshot().indexes().toList());
  }

  @Test
  void indexesOfARowSayWhenItCameAndWhenItLastChanged() {
    register(on("a").service(service("web")));
    register(on("a").service(service("web")));
    assertEquals(11, stored("a", "web").modifyIndex());
    register(on("a").service(service("web").toBuilder().port(81).build()));
    assertEquals(11, stored("a", "web").createIndex());
    assertEquals(13, stored("a", "web").modifyIndex());
  }

  @Test
  void weightsThatWouldHideAServiceBecomeOne() {
    register(on("a").service(service("web").toBuilder().weights(new Weights(0, 5)).build()));
    assertEquals(Weights.ONE, stored("a", "web").weights());
    register(on("a").service(service("web").toBuilder().weights(new Weights(5, 0)).build()));
    assertEquals(new Weights(5, 0), stored("a", "web").weights());
  }

  @Test
  void aProxyGetsTheVirtualAddressOfWhatItServesAndKeepsItsOwnTaggedOnes() {
    Map<String, ServiceAddress> lan = Map.of("lan", new ServiceAddress("10.9.9.9", 1));
    register(on("a").service(proxy("px", "web").toBuilder().taggedAddresses(lan).build()));
    assertEquals(
        Map.of(
            "lan", new ServiceAddress("10.9.9.9", 1),
            "consul-virtual", new ServiceAddress("240.0.0.1", 21000)),
        stored("a", "px").taggedAddresses());
    assertEquals("240.0.0.1", VirtualIps.of(store.snapshot(), "", "WEB"));
  }

  @Test
  void aVirtualAddressIsGivenOutAgainOnceItsServiceIsGone() {
    register(on("a").service(proxy("px1", "one")));
    register(on("a").service(proxy("px2", "two")));
    register(on("a").service(service("one")));
    deregister("a", "one");
    register(on("a").service(proxy("px3", "three")));
    register(on("a").service(proxy("px4", "four")));
    Snapshot state = store.snapshot();
    assertEquals("", VirtualIps.of(state, "", "one"));
    assertEquals("240.0.0.2", VirtualIps.of(state, "", "two"));
    assertEquals("240.0.0.1", VirtualIps.of(state, "", "three"));
    assertEquals("240.0.0.3", VirtualIps.of(state, "", "four"));
  }

  @Test
  void removingANodeLeavesNothingOfIt() {
    register(
        on("a")
            .id("1f2e3d4c-aaaa-4bbb-8ccc-000000000002")
            .service(service("web"))
            .checks(
                List.of(
                    HealthCheck.builder().node("a").checkId("n").build(),
                    HealthCheck.builder().node("a").checkId("s").serviceId("web").build())));
    WriteTxn txn = store.begin(++index);
    Coordinates.update(
        txn, List.of(new Coordinate("a", "", "", new Vivaldi(List.of(1.0), 1, 0, 0))));
    txn.publish();
    assertEquals(1, store.snapshot().size(Coordinates.TABLE));
    deregister("a", "");
    Snapshot state = store.snapshot();
    CatalogTables.ALL.forEach(table -> assertEquals(0, state.size(table), table.name()));
  }

  @Test
  void namesAreFoundInAnyCase() {
    register(on("Alpha").service(service("Web")));
    register(on("ALPHA").service(service("WEB")));
    assertEquals(1, store.snapshot().size(Nodes.TABLE));
    assertEquals(
        1,
        CatalogQueries.serviceNodes(store.snapshot(), ServiceSpecificRequest.of("web"))
            .value()
            .size());
  }
}
