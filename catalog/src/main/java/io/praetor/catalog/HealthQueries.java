// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.catalog.CatalogIndexes.peered;

import io.praetor.store.ReadResult;
import io.praetor.store.Scan;
import io.praetor.store.Topic;
import io.praetor.store.View;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads of checks and of instances with their checks, with the index numbers and topics that
/// Consul's blocking queries go by. Pure functions of a view.
public final class HealthQueries {
  private static final String ANY = "any";

  private HealthQueries() {}

  /// The checks with a status, by node and id.
  public static ReadResult<List<HealthCheck>> inState(View view, ChecksInStateRequest request) {
    String peer = request.peerName();
    Scan<HealthCheck> rows =
        request.state().equals(ANY)
            ? Checks.of(view, peer)
            : view.scan(Checks.BY_STATUS, CatalogKeys.of(peer, request.state()));
    List<HealthCheck> found = matching(view, rows, request.nodeMetaFilters());
    return checks(view, peer, near(view, request.source(), found));
  }

  /// The checks of a node and of its services, by id.
  public static ReadResult<List<HealthCheck>> ofNode(View view, NodeSpecificRequest request) {
    String peer = request.peerName();
    return checks(view, peer, Checks.on(view, peer, request.node()).toList());
  }

  /// The checks of all instances of a service. Asked with node metadata the index goes by the
  /// service, else by the table.
  public static ReadResult<List<HealthCheck>> ofService(View view, ServiceSpecificRequest request) {
    String peer = request.peerName();
    Map<String, String> meta = request.nodeMetaFilters();
    Scan<HealthCheck> rows =
        view.scan(Checks.BY_SERVICE, Services.nameKey(peer, request.serviceName()));
    if (meta == null || meta.isEmpty()) {
      return checks(view, peer, near(view, request.source(), rows.toList()));
    }
    return new ReadResult<>(
        near(view, request.source(), matching(view, rows, meta)),
        CatalogIndexes.serviceIndex(view, peer, request.serviceName(), true, true),
        CatalogIndexes.serviceTopics(view, peer, request.serviceName(), true));
  }

  private static List<HealthCheck> matching(
      View view, Scan<HealthCheck> rows, Map<String, String> meta) {
    return rows.stream()
        .filter(
            check ->
                meta.isEmpty()
                    || Matching.node(Nodes.get(view, check.peerName(), check.node()), meta))
        .toList();
  }

  private static List<HealthCheck> near(View view, QuerySource source, List<HealthCheck> checks) {
    return Distance.sort(view, source.node(), checks, HealthCheck::node);
  }

  private static ReadResult<List<HealthCheck>> checks(
      View view, String peer, List<HealthCheck> found) {
    String index = peered(peer, CatalogIndexes.CHECKS);
    return ReadResult.of(found, view.index(index), Topic.index(index));
  }

  /// The instances of a service with their nodes and checks, or what serves it in the mesh.
  public static ReadResult<List<CheckServiceNode>> serviceNodes(
      View view, ServiceSpecificRequest request) {
    String peer = request.peerName();
    List<ServiceRow> rows = CatalogQueries.rows(view, request);
    List<CheckServiceNode> found = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (ServiceRow row : rows) {
      names.add(row.service().service());
      Node node = Nodes.get(view, peer, row.node());
      if (node != null && Matching.instance(row, node, request)) {
        found.add(withChecks(view, node, row.service()));
      }
    }
    if (request.ingress()) {
      return CatalogQueries.withGateways(
          view,
          ReadResult.of(
              Distance.sort(view, request.source().node(), found, CheckServiceNode::nodeName),
              serviceIndex(view, names),
              names.stream()
                  .map(name -> Topic.index(CatalogIndexes.service("", name)))
                  .toArray(Topic[]::new)));
    }
    boolean any = !names.isEmpty();
    List<Topic> topics = new ArrayList<>();
    if (!any) {
      names.add(request.serviceName());
    }
    if (request.connect()) {
      // A proxy that comes has a name that this result does not know yet.
      topics.add(Topic.of(Services.BY_CONNECT, Services.nameKey(peer, request.serviceName())));
      topics.add(Topic.index(CatalogIndexes.GATEWAY_SERVICES));
    }
    long index = 0;
    for (String name : names) {
      index = Math.max(index, CatalogIndexes.serviceIndex(view, peer, name, any, true));
      topics.addAll(CatalogIndexes.serviceTopics(view, peer, name, true));
    }
    ReadResult<List<CheckServiceNode>> result =
        new ReadResult<>(
            Distance.sort(view, request.source().node(), found, CheckServiceNode::nodeName),
            index,
            topics);
    return request.connect() && CatalogQueries.throughGateway(rows)
        ? CatalogQueries.withGateways(view, result)
        : result;
  }

  private static long serviceIndex(View view, Set<String> names) {
    long index = 0;
    for (String name : names) {
      index = Math.max(index, CatalogIndexes.serviceIndex(view, "", name, true, true));
    }
    return index;
  }

  /// Every instance of every service.
  public static ReadResult<List<CheckServiceNode>> dump(View view, String peer) {
    List<CheckServiceNode> found = new ArrayList<>();
    for (ServiceRow row : Services.of(view, peer)) {
      Node node = Nodes.get(view, peer, row.node());
      if (node != null) {
        found.add(withChecks(view, node, row.service()));
      }
    }
    String[] tables = {
      peered(peer, CatalogIndexes.NODES),
      peered(peer, CatalogIndexes.SERVICES),
      peered(peer, CatalogIndexes.CHECKS)
    };
    return ReadResult.of(
        found,
        view.maxIndex(tables),
        Topic.index(tables[0]),
        Topic.index(tables[1]),
        Topic.index(tables[2]));
  }

  /// The node's own checks come first, then those of the instance.
  private static CheckServiceNode withChecks(View view, Node node, NodeService service) {
    List<HealthCheck> checks = new ArrayList<>();
    Checks.ofService(view, node.peerName(), node.node(), "").forEach(checks::add);
    Checks.ofService(view, node.peerName(), node.node(), service.id()).forEach(checks::add);
    return new CheckServiceNode(node, CatalogQueries.withDefaultPort(service), checks);
  }
}
