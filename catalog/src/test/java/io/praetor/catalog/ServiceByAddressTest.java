// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.store.ReadResult;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Reverse DNS asks for instances of whatever service by their own address.
class ServiceByAddressTest {
  @Test
  void withoutANameInstancesAreFoundByTheirOwnAddress() {
    Store store = new Store(CatalogTables.ALL, List.of());
    WriteTxn txn = store.begin(7);
    Nodes.put(txn, Node.builder().node("n1").address("10.36.0.2").build());
    Services.put(txn, "n1", service("ledger", "10.36.1.2"));
    Services.put(txn, "n1", service("inherits", ""));
    txn.publish();

    ReadResult<List<ServiceNode>> found =
        CatalogQueries.serviceNodes(
            store.snapshot(), ServiceSpecificRequest.builder().serviceAddress("10.36.1.2").build());
    assertEquals(List.of("ledger"), found.value().stream().map(ServiceNode::serviceName).toList());
    assertEquals(7, found.index());
  }

  private static NodeService service(String name, String address) {
    return NodeService.builder().id(name).service(name).address(address).build();
  }
}
