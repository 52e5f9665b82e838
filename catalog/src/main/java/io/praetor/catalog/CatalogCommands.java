// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import io.praetor.store.WriteTxn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The replicated commands of the catalog. Each takes effect whole or not at all, and answers the
/// text of the refusal. Runs on the state machine's thread.
public final class CatalogCommands {
  private CatalogCommands() {}

  public static Optional<String> register(WriteTxn txn, RegisterRequest request) {
    WriteTxn.Savepoint savepoint = txn.savepoint();
    try {
      put(txn, request);
      return Optional.empty();
    } catch (CatalogException e) {
      txn.rollback(savepoint);
      return Optional.of(e.text());
    }
  }

  private static void put(WriteTxn txn, RegisterRequest request) {
    String peer = request.peerName();
    if (!request.skipNodeUpdate() || Nodes.get(txn, peer, request.node()) == null) {
      Nodes.put(txn, nodeOf(request));
    }
    NodeService service = request.service();
    if (service != null) {
      Services.put(txn, request.node(), service.toBuilder().peerName(peer).build());
    }
    for (HealthCheck check : checksOf(request)) {
      String node = check.node().isEmpty() ? request.node() : check.node();
      if (!CatalogKeys.lower(node).equals(CatalogKeys.lower(request.node()))) {
        throw new CatalogException(
            "Node '"
                + node
                + "' for check '"
                + check.checkId()
                + "' doesn't match register request node '"
                + request.node()
                + "'");
      }
      Checks.put(txn, check.toBuilder().node(node).peerName(peer).build());
    }
  }

  static Node nodeOf(RegisterRequest request) {
    return Node.builder()
        .id(request.id())
        .node(request.node())
        .address(request.address())
        .datacenter(request.datacenter())
        .taggedAddresses(request.taggedAddresses())
        .meta(request.nodeMeta())
        .peerName(request.peerName())
        .locality(request.locality())
        .build();
  }

  private static List<HealthCheck> checksOf(RegisterRequest request) {
    List<HealthCheck> checks = new ArrayList<>();
    HealthCheck one = request.check();
    if (one != null) {
      checks.add(one);
    }
    List<HealthCheck> more = request.checks();
    if (more != null) {
      checks.addAll(more);
    }
    return checks;
  }

  /// Removes the service, else the check, else the node that the request names; unknown ones are fine.
  public static void deregister(WriteTxn txn, DeregisterRequest request) {
    String peer = request.peerName();
    if (!request.serviceId().isEmpty()) {
      Services.delete(txn, peer, request.node(), request.serviceId());
    } else if (!request.checkId().isEmpty()) {
      Checks.delete(txn, peer, request.node(), request.checkId());
    } else {
      Nodes.delete(txn, peer, request.node());
    }
  }
}
