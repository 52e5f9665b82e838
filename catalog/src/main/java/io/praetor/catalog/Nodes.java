// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.catalog.CatalogKeys.lower;

import io.praetor.store.Index;
import io.praetor.store.Key;
import io.praetor.store.Scan;
import io.praetor.store.Table;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The table of nodes and the rules of writing one: identity is the name, but a node that comes with
/// a known id and another name has been renamed. Writes run on the state machine's thread.
public final class Nodes {
  static final Index<Node> BY_ID =
      Index.of("nodes.uuid", row -> row.id().isEmpty() ? null : idKey(row.peerName(), row.id()));

  public static final Table<Node> TABLE =
      Table.of("nodes", row -> CatalogKeys.of(row.peerName(), row.node()), BY_ID);

  /// The check by which a node's agent is known to be alive.
  private static final String SERF_HEALTH = "serfHealth";

  /// As many characters of an id as may stand for a node.
  static final int MIN_ID_PREFIX = 2;

  private Nodes() {}

  private static byte[] idKey(String peer, String id) {
    return Key.of(lower(peer), lower(id));
  }

  public static @Nullable Node get(View view, String peer, String name) {
    return view.get(TABLE, CatalogKeys.of(peer, name));
  }

  /// The node with this id.
  public static @Nullable Node byId(View view, String peer, String id) {
    return id.isEmpty() ? null : view.first(BY_ID, idKey(peer, id));
  }

  /// The node with this name or, failing that, the only one whose id begins so.
  static @Nullable Node find(View view, String peer, String nameOrId) {
    Node named = get(view, peer, nameOrId);
    if (named != null || nameOrId.length() < MIN_ID_PREFIX) {
      return named;
    }
    Node only = null;
    for (Node node : of(view, peer)) {
      if (lower(node.id()).startsWith(lower(nameOrId))) {
        if (only != null) {
          return null;
        }
        only = node;
      }
    }
    return only;
  }

  /// All nodes by name.
  public static Scan<Node> of(View view, String peer) {
    return view.scanPrefix(TABLE, CatalogKeys.prefix(peer));
  }

  /// Inserts or updates a node; one with unchanged data keeps its index and wakes nobody.
  ///
  /// @throws CatalogException when the name belongs to another node that is alive
  public static void put(WriteTxn txn, Node node) {
    Node before = renamed(txn, node);
    if (before == null) {
      refuseTakenName(txn, node, true);
      before = get(txn, node.peerName(), node.node());
    }
    if (before != null && same(before, node)) {
      return;
    }
    long created = before == null ? txn.index() : before.createIndex();
    txn.put(TABLE, node.withIndexes(created, txn.index()));
    CatalogIndexes.bumpNode(txn, node.peerName(), node.node());
    Services.bumpAllOn(txn, node.peerName(), node.node());
  }

  /// The entry that has the node's id. When it has another name, that entry ends here, with the
  /// services and checks on it.
  private static @Nullable Node renamed(WriteTxn txn, Node node) {
    Node known = byId(txn, node.peerName(), node.id());
    if (known != null && !lower(known.node()).equals(lower(node.node()))) {
      refuseTakenName(txn, node, false);
      delete(txn, known.peerName(), known.node());
    }
    return known;
  }

  private static void refuseTakenName(WriteTxn txn, Node node, boolean idMayBeNew) {
    Node other = get(txn, node.peerName(), node.node());
    if (node.id().isEmpty()
        || other == null
        || lower(other.id()).equals(lower(node.id()))
        || (idMayBeNew && other.id().isEmpty())) {
      return;
    }
    HealthCheck alive = Checks.get(txn, other.peerName(), other.node(), SERF_HEALTH);
    if (alive != null && !alive.status().equals(Checks.CRITICAL)) {
      throw new CatalogException(
          "failed inserting node: Error while renaming Node ID: \""
              + node.id()
              + "\""
              + (idMayBeNew ? "" : " (" + node.address() + ")")
              + ": Node name "
              + node.node()
              + " is reserved by node "
              + other.id()
              + " with name "
              + other.node()
              + " ("
              + other.address()
              + ")");
    }
  }

  /// The locality does not count, as in Consul.
  private static boolean same(Node a, Node b) {
    return a.id().equals(b.id())
        && lower(a.node()).equals(lower(b.node()))
        && a.address().equals(b.address())
        && a.datacenter().equals(b.datacenter())
        && Objects.equals(a.taggedAddresses(), b.taggedAddresses())
        && Objects.equals(a.meta(), b.meta());
  }

  /// Removes a node with all that stands on it; nothing happens when there is none.
  public static void delete(WriteTxn txn, String peer, String name) {
    Node node = get(txn, peer, name);
    if (node == null) {
      return;
    }
    for (ServiceRow row : Services.on(txn, peer, name)) {
      Services.delete(txn, peer, name, row.service().id());
    }
    for (HealthCheck check : Checks.on(txn, peer, name)) {
      Checks.delete(txn, peer, name, check.checkId());
    }
    if (peer.isEmpty()) {
      Coordinates.deleteNode(txn, name);
    }
    txn.delete(TABLE, CatalogKeys.of(peer, name));
    CatalogIndexes.bump(txn, peer, CatalogIndexes.NODES);
    txn.removeIndex(CatalogIndexes.node(peer, name));
    txn.bumpIndex(CatalogIndexes.nodeExtinction(peer));
  }
}
