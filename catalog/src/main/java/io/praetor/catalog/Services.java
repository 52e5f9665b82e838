// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.catalog.CatalogKeys.lower;

import io.praetor.catalog.entries.ConfigEntries;
import io.praetor.store.Index;
import io.praetor.store.Key;
import io.praetor.store.Scan;
import io.praetor.store.Table;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The table of service instances and the rules of writing one. Writes run on the state machine's
/// thread.
public final class Services {
  static final String CONNECT_PROXY = "connect-proxy";
  private static final String VIRTUAL_ADDRESS = "consul-virtual";

  static final Index<ServiceRow> BY_NAME =
      Index.of("services.service", row -> nameKey(row.peer(), row.service().service()));

  /// Proxies and native instances, by the service that they serve in the mesh.
  static final Index<ServiceRow> BY_CONNECT =
      Index.of(
          "services.connect",
          row -> row.connectName().isEmpty() ? null : nameKey(row.peer(), row.connectName()));

  public static final Table<ServiceRow> TABLE =
      Table.of(
          "services",
          row -> CatalogKeys.of(row.peer(), row.node(), row.service().id()),
          BY_NAME,
          BY_CONNECT);

  private Services() {}

  static byte[] nameKey(String peer, String name) {
    return Key.of(lower(peer), lower(name));
  }

  public static @Nullable NodeService get(View view, String peer, String node, String id) {
    ServiceRow row = view.get(TABLE, CatalogKeys.of(peer, node, id));
    return row == null ? null : row.service();
  }

  /// The services of a node, by id.
  public static Scan<ServiceRow> on(View view, String peer, String node) {
    return view.scanPrefix(TABLE, CatalogKeys.prefix(peer, node));
  }

  /// All services, by node and id.
  static Scan<ServiceRow> of(View view, String peer) {
    return view.scanPrefix(TABLE, CatalogKeys.prefix(peer));
  }

  /// The instances of a service, by node and id.
  static Scan<ServiceRow> named(View view, String peer, String name) {
    return view.scan(BY_NAME, nameKey(peer, name));
  }

  /// Inserts or updates an instance; one with unchanged data keeps its index and wakes nobody.
  ///
  /// @throws CatalogException when its metadata is not acceptable
  public static void put(WriteTxn txn, String node, NodeService service) {
    ServiceMeta.validate(node, service);
    ServiceRow row = new ServiceRow(node, completed(txn, new ServiceRow(node, service)));
    boolean shapesMesh = hasUpstreams(row);
    if (shapesMesh) {
      // Moves even when the proxy is what it was.
      txn.bumpIndex(CatalogIndexes.MESH_TOPOLOGY);
    }
    NodeService before = get(txn, row.peer(), node, service.id());
    if (before != null && before.withIndexes(0, 0).equals(row.service().withIndexes(0, 0))) {
      return;
    }
    long created = before == null ? txn.index() : before.createIndex();
    txn.put(TABLE, new ServiceRow(node, row.service().withIndexes(created, txn.index())));
    KindNames.add(txn, row);
    CatalogIndexes.bump(txn, row.peer(), CatalogIndexes.SERVICES);
    CatalogIndexes.bumpService(txn, row.peer(), service.service(), service.kind());
    CatalogIndexes.bumpNode(txn, row.peer(), node);
  }

  /// What the state adds to a registration: weights, and the virtual address of the mesh.
  private static NodeService completed(WriteTxn txn, ServiceRow row) {
    NodeService.Builder service = row.service().toBuilder();
    Weights weights = row.service().weights();
    if (weights == null || weights.passing() < 1) {
      service.weights(Weights.ONE);
    }
    if (!row.connectName().isEmpty()) {
      String address = VirtualIps.assign(txn, row.peer(), row.connectName());
      Map<String, ServiceAddress> tagged = row.service().taggedAddresses();
      Map<String, ServiceAddress> all = tagged == null ? new HashMap<>() : new HashMap<>(tagged);
      all.put(VIRTUAL_ADDRESS, new ServiceAddress(address, row.service().port()));
      service.taggedAddresses(all);
    }
    return service.build();
  }

  private static boolean hasUpstreams(ServiceRow row) {
    List<Upstream> upstreams = row.service().proxy().upstreams();
    return row.isProxy() && upstreams != null && !upstreams.isEmpty();
  }

  /// Removes an instance with its checks; nothing happens when there is none.
  public static void delete(WriteTxn txn, String peer, String node, String id) {
    ServiceRow row = txn.get(TABLE, CatalogKeys.of(peer, node, id));
    if (row == null) {
      return;
    }
    NodeService service = row.service();
    for (HealthCheck check : Checks.ofService(txn, peer, node, id)) {
      Checks.delete(txn, peer, node, check.checkId());
    }
    txn.delete(TABLE, CatalogKeys.of(peer, node, id));
    // Readers of the service's health see the checks go, so this table moves even when it had none.
    CatalogIndexes.bump(txn, peer, CatalogIndexes.CHECKS);
    CatalogIndexes.bump(txn, peer, CatalogIndexes.SERVICES);
    CatalogIndexes.bumpNode(txn, peer, node);
    CatalogIndexes.bumpKind(txn, peer, service.kind());
    if (hasUpstreams(row)) {
      txn.bumpIndex(CatalogIndexes.MESH_TOPOLOGY);
    }
    if (named(txn, peer, service.service()).isEmpty()) {
      txn.bumpIndex(CatalogIndexes.serviceExtinction(peer));
      txn.removeIndex(CatalogIndexes.service(peer, service.service()));
      if (!peer.isEmpty() || !ConfigEntries.keepsAddress(txn, service.service())) {
        VirtualIps.free(txn, peer, service.service());
      }
    } else {
      txn.bumpIndex(CatalogIndexes.service(peer, service.service()));
    }
    KindNames.remove(txn, row);
  }

  /// A change of the node, or of a check of the node, shows in each of its services.
  static void bumpAllOn(WriteTxn txn, String peer, String node) {
    for (ServiceRow row : on(txn, peer, node)) {
      CatalogIndexes.bumpService(txn, peer, row.service().service(), row.service().kind());
    }
  }
}
