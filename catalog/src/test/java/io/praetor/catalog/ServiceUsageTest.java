// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.store.ReadResult;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceUsageTest {
  @Test
  void countsByKindAndLeavesTheServersOutOfTheBill() {
    Store store = new Store(CatalogTables.ALL, List.of());
    WriteTxn txn = store.begin(7);
    Nodes.put(txn, Node.builder().node("n1").address("10.0.0.1").build());
    Nodes.put(txn, Node.builder().node("n2").address("10.0.0.2").build());
    Services.put(txn, "n1", NodeService.builder().id("consul").service("consul").build());
    Services.put(txn, "n1", NodeService.builder().id("a1").service("api").build());
    Services.put(txn, "n2", NodeService.builder().id("a2").service("API").build());
    Services.put(
        txn,
        "n2",
        NodeService.builder()
            .id("native")
            .service("native")
            .connect(new ServiceConnect(true, null, null))
            .build());
    Services.put(
        txn,
        "n2",
        NodeService.builder().kind("mesh-gateway").id("gw").service("gw").port(1).build());
    txn.publish();

    ReadResult<ServiceUsage> usage = ServiceUsage.of(store.snapshot());
    assertEquals(
        new ServiceUsage(
            4,
            5,
            Map.of(
                "api-gateway", 0,
                "connect-native", 1,
                "connect-proxy", 0,
                "ingress-gateway", 0,
                "mesh-gateway", 1,
                "terminating-gateway", 0),
            3,
            2),
        usage.value());
    assertEquals(7, usage.index());
  }
}
