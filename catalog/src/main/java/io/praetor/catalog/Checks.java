// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.catalog.CatalogKeys.lower;

import io.praetor.store.Index;
import io.praetor.store.Key;
import io.praetor.store.Scan;
import io.praetor.store.Table;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import org.jspecify.annotations.Nullable;

/// The table of checks and the rules of writing one. Writes run on the state machine's thread.
public final class Checks {
  public static final String PASSING = "passing";
  public static final String WARNING = "warning";
  public static final String CRITICAL = "critical";

  static final Index<HealthCheck> BY_SERVICE =
      Index.of(
          "checks.service",
          row ->
              row.serviceName().isEmpty()
                  ? null
                  : Key.of(lower(row.peerName()), lower(row.serviceName())));

  /// The checks of one instance; under the empty service, those of the node itself.
  static final Index<HealthCheck> BY_INSTANCE =
      Index.of(
          "checks.node_service",
          row -> CatalogKeys.of(row.peerName(), row.node(), row.serviceId()));

  static final Index<HealthCheck> BY_STATUS =
      Index.of("checks.status", row -> CatalogKeys.of(row.peerName(), row.status()));

  public static final Table<HealthCheck> TABLE =
      Table.of(
          "checks",
          row -> CatalogKeys.of(row.peerName(), row.node(), row.checkId()),
          BY_SERVICE,
          BY_INSTANCE,
          BY_STATUS);

  private Checks() {}

  public static @Nullable HealthCheck get(View view, String peer, String node, String checkId) {
    return view.get(TABLE, CatalogKeys.of(peer, node, checkId));
  }

  /// All checks on a node, its services' among them, by id.
  public static Scan<HealthCheck> on(View view, String peer, String node) {
    return view.scanPrefix(TABLE, CatalogKeys.prefix(peer, node));
  }

  /// All checks, by node and id.
  static Scan<HealthCheck> of(View view, String peer) {
    return view.scanPrefix(TABLE, CatalogKeys.prefix(peer));
  }

  /// The checks of one instance, by id; those of the node itself when the service is empty.
  static Scan<HealthCheck> ofService(View view, String peer, String node, String serviceId) {
    return view.scan(BY_INSTANCE, CatalogKeys.of(peer, node, serviceId));
  }

  /// Inserts or updates a check; one with unchanged data keeps its index and wakes nobody. Its node
  /// must be there. A check without a status is critical.
  ///
  /// @throws CatalogException when the service that it belongs to is not on the node
  public static void put(WriteTxn txn, HealthCheck given) {
    if (given.checkId().isEmpty()) {
      throw new CatalogException(
          "failed inserting check on node \""
              + given.node()
              + "\": failed health check lookup: "
              + "index error: object is missing a value for this index");
    }
    HealthCheck check = completed(txn, given);
    String peer = check.peerName();
    HealthCheck before = get(txn, peer, check.node(), check.checkId());
    if (before != null && before.withIndexes(0, 0).equals(check.withIndexes(0, 0))) {
      return;
    }
    if (check.serviceId().isEmpty()) {
      Services.bumpAllOn(txn, peer, check.node());
    } else {
      bumpService(txn, check);
    }
    long created = before == null ? txn.index() : before.createIndex();
    txn.put(TABLE, check.withIndexes(created, txn.index()));
    CatalogIndexes.bump(txn, peer, CatalogIndexes.CHECKS);
  }

  /// The check with the name and tags that its service has now.
  private static HealthCheck completed(WriteTxn txn, HealthCheck check) {
    HealthCheck.Builder out = check.toBuilder();
    if (check.status().isEmpty()) {
      out.status(CRITICAL);
    }
    if (!check.serviceId().isEmpty()) {
      NodeService service = Services.get(txn, check.peerName(), check.node(), check.serviceId());
      if (service == null) {
        throw new CatalogException(
            "Unknown service ID '"
                + check.serviceId()
                + "' for check ID '"
                + check.checkId()
                + "'");
      }
      out.serviceName(service.service()).serviceTags(service.tags());
    }
    return out.build();
  }

  private static void bumpService(WriteTxn txn, HealthCheck check) {
    String peer = check.peerName();
    txn.bumpIndex(CatalogIndexes.service(peer, check.serviceName()));
    NodeService service = Services.get(txn, peer, check.node(), check.serviceId());
    if (service != null) {
      CatalogIndexes.bumpKind(txn, peer, service.kind());
    }
  }

  /// Removes a check; nothing happens when there is none.
  public static void delete(WriteTxn txn, String peer, String node, String checkId) {
    HealthCheck check = get(txn, peer, node, checkId);
    if (check == null) {
      return;
    }
    if (check.serviceId().isEmpty()) {
      Services.bumpAllOn(txn, peer, node);
      CatalogIndexes.bump(txn, peer, CatalogIndexes.SERVICES);
    } else {
      bumpService(txn, check);
    }
    txn.delete(TABLE, CatalogKeys.of(peer, node, checkId));
    CatalogIndexes.bump(txn, peer, CatalogIndexes.CHECKS);
  }
}
