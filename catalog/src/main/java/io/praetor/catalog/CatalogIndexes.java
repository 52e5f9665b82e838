// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import io.praetor.store.Topic;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import java.util.ArrayList;
import java.util.List;

/// The catalog's index numbers, under the names that Consul's snapshots carry (observed by comparing
/// snapshots before and after each kind of write). Most exist twice: for the whole table, and for the
/// entries of one peer, `~` being this cluster.
final class CatalogIndexes {
  static final String NODES = "nodes";
  static final String SERVICES = "services";
  static final String CHECKS = "checks";
  static final String COORDINATES = "coordinates";
  static final String VIRTUAL_IPS = "service-virtual-ips";
  static final String MESH_TOPOLOGY = "mesh-topology";
  static final String GATEWAY_SERVICES = "gateway-services";

  private static final String NODE_EXTINCTION = "node_last_extinction";
  private static final String SERVICE_EXTINCTION = "service_last_extinction";

  private CatalogIndexes() {}

  /// The peer's own form of a name.
  static String peered(String peer, String name) {
    return "peer." + (peer.isEmpty() ? "~" : peer) + ":" + name;
  }

  static String node(String peer, String node) {
    return peered(peer, "node." + node);
  }

  static String nodeExtinction(String peer) {
    return peered(peer, NODE_EXTINCTION);
  }

  static String service(String peer, String service) {
    return peered(peer, "service." + service);
  }

  static String serviceExtinction(String peer) {
    return peered(peer, SERVICE_EXTINCTION);
  }

  /// A kind as index names and the table of names have it.
  static String kindName(String kind) {
    return kind.isEmpty() ? "typical" : kind;
  }

  /// A whole table changed.
  static void bump(WriteTxn txn, String peer, String table) {
    txn.bumpIndex(table);
    txn.bumpIndex(peered(peer, table));
  }

  /// A node, or something on it that readers of the node see.
  static void bumpNode(WriteTxn txn, String peer, String node) {
    bump(txn, peer, NODES);
    txn.bumpIndex(node(peer, node));
  }

  /// An instance of a service, or a check that counts for it.
  static void bumpService(WriteTxn txn, String peer, String service, String kind) {
    txn.bumpIndex(service(peer, service));
    bumpKind(txn, peer, kind);
  }

  static void bumpKind(WriteTxn txn, String peer, String kind) {
    bump(txn, peer, "service_kind." + kindName(kind));
  }

  /// The index of what is known of one node; of a node that does not exist, when the last one went.
  static long nodeIndex(View view, String peer, String node) {
    return view.hasIndex(node(peer, node))
        ? view.index(node(peer, node))
        : view.index(nodeExtinction(peer));
  }

  static List<Topic> nodeTopics(String peer, String node) {
    return List.of(Topic.index(node(peer, node)), Topic.index(nodeExtinction(peer)));
  }

  /// The index of a query for the instances of one service. A service without any takes the moment
  /// when the last service of all disappeared, so that it does not move with every other service.
  ///
  /// @param found whether the query has a result
  /// @param checks whether the result shows checks
  static long serviceIndex(View view, String peer, String service, boolean found, boolean checks) {
    if (!found && view.hasIndex(serviceExtinction(peer))) {
      return view.index(serviceExtinction(peer));
    }
    if (view.hasIndex(service(peer, service))) {
      return view.index(service(peer, service));
    }
    long index = view.maxIndex(peered(peer, NODES), peered(peer, SERVICES));
    return checks ? Math.max(index, view.index(peered(peer, CHECKS))) : index;
  }

  /// What moves the index of such a query.
  static List<Topic> serviceTopics(View view, String peer, String service, boolean checks) {
    List<Topic> topics = new ArrayList<>();
    topics.add(Topic.index(service(peer, service)));
    topics.add(Topic.index(serviceExtinction(peer)));
    if (!view.hasIndex(service(peer, service))) {
      topics.add(Topic.index(peered(peer, NODES)));
      topics.add(Topic.index(peered(peer, SERVICES)));
      if (checks) {
        topics.add(Topic.index(peered(peer, CHECKS)));
      }
    }
    return topics;
  }
}
