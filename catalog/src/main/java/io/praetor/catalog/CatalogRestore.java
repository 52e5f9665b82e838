// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import io.praetor.store.Snapshot;
import io.praetor.store.WriteTxn;
import java.util.List;
import java.util.stream.Stream;

/// The catalog in snapshots: for each node a registration of the node alone, then one for each service
/// and each check, with the indexes that they had. Coordinates are batches of one.
public final class CatalogRestore {
  private CatalogRestore() {}

  public static Stream<RegisterRequest> registrations(Snapshot snapshot) {
    return snapshot.scan(Nodes.TABLE).stream().flatMap(node -> registrations(snapshot, node));
  }

  private static Stream<RegisterRequest> registrations(Snapshot snapshot, Node node) {
    RegisterRequest bare =
        RegisterRequest.builder()
            .datacenter(node.datacenter())
            .id(node.id())
            .node(node.node())
            .address(node.address())
            .taggedAddresses(node.taggedAddresses())
            .nodeMeta(node.meta())
            .locality(node.locality())
            .peerName(node.peerName())
            .createIndex(node.createIndex())
            .modifyIndex(node.modifyIndex())
            .build();
    return Stream.concat(
        Stream.of(bare),
        Stream.concat(
            Services.on(snapshot, node.peerName(), node.node()).stream()
                .map(row -> bare.toBuilder().service(row.service()).build()),
            Checks.on(snapshot, node.peerName(), node.node()).stream()
                .map(check -> bare.toBuilder().check(check).build())));
  }

  /// Puts one record back as it was; index numbers have records of their own.
  public static void register(WriteTxn txn, RegisterRequest record) {
    NodeService service = record.service();
    HealthCheck check = record.check();
    if (service != null) {
      ServiceRow row = new ServiceRow(record.node(), service);
      txn.put(Services.TABLE, row);
      KindNames.restore(txn, row);
    } else if (check != null) {
      txn.put(Checks.TABLE, check);
    } else {
      txn.put(
          Nodes.TABLE,
          CatalogCommands.nodeOf(record).withIndexes(record.createIndex(), record.modifyIndex()));
    }
  }

  public static Stream<List<Coordinate>> coordinates(Snapshot snapshot) {
    return snapshot.scan(Coordinates.TABLE).stream().map(List::of);
  }

  public static void coordinates(WriteTxn txn, List<Coordinate> record) {
    record.forEach(coordinate -> txn.put(Coordinates.TABLE, coordinate));
  }
}
