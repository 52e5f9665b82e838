// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.catalog.CatalogIndexes.peered;

import io.praetor.catalog.entries.MergedProxy;
import io.praetor.store.ReadResult;
import io.praetor.store.Topic;
import io.praetor.store.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads of nodes and services, with the index numbers and topics that Consul's blocking queries go
/// by. Pure functions of a view.
public final class CatalogQueries {
  private CatalogQueries() {}

  /// The nodes, by name or by distance.
  public static ReadResult<List<Node>> nodes(View view, DcSpecificRequest request) {
    List<Node> found =
        Nodes.of(view, request.peerName()).stream()
            .filter(node -> Matching.meta(node.meta(), request.nodeMetaFilters()))
            .toList();
    return table(
        view,
        request.peerName(),
        Distance.sort(view, request.source().node(), found, Node::node),
        CatalogIndexes.NODES);
  }

  /// The names of all services, with their tags.
  public static ReadResult<ServiceListing> services(View view, DcSpecificRequest request) {
    boolean filtered = !request.nodeMetaFilters().isEmpty();
    Iterable<ServiceNode> instances =
        () ->
            Services.of(view, request.peerName()).stream()
                .flatMap(row -> instance(view, row, request.nodeMetaFilters()))
                .iterator();
    ServiceListing listing = ServiceListing.of(instances);
    return filtered
        ? table(view, request.peerName(), listing, CatalogIndexes.SERVICES, CatalogIndexes.NODES)
        : table(view, request.peerName(), listing, CatalogIndexes.SERVICES);
  }

  private static Stream<ServiceNode> instance(
      View view, ServiceRow row, Map<String, String> metaFilters) {
    Node node = Nodes.get(view, row.peer(), row.node());
    return node == null || !Matching.node(node, metaFilters)
        ? Stream.empty()
        : Stream.of(ServiceNode.of(node, row.service()));
  }

  /// The names of all services.
  public static ReadResult<List<ServiceName>> serviceNames(View view, String peer) {
    Set<String> names = new TreeSet<>();
    Services.of(view, peer).forEach(row -> names.add(row.service().service()));
    return table(
        view, peer, names.stream().map(ServiceName::new).toList(), CatalogIndexes.SERVICES);
  }

  /// The names of the services of this cluster that are no proxies or gateways. The index goes by all
  /// services.
  public static ReadResult<List<ServiceName>> typicalServiceNames(View view) {
    List<ServiceName> names =
        KindNames.ofKind(view, "").stream().map(row -> new ServiceName(row.name())).toList();
    return table(view, "", names, CatalogIndexes.SERVICES);
  }

  /// A result that goes by the index numbers of whole tables.
  static <T> ReadResult<T> table(View view, String peer, T value, String... tables) {
    List<Topic> topics = new ArrayList<>();
    long index = 0;
    for (String table : tables) {
      index = Math.max(index, view.index(peered(peer, table)));
      topics.add(Topic.index(peered(peer, table)));
    }
    return new ReadResult<>(value, index, topics);
  }

  /// The instances of a service, or what serves it in the mesh. The index goes by the service's name in
  /// both cases, as in Consul, so a proxy that comes or goes does not move it.
  public static ReadResult<List<ServiceNode>> serviceNodes(
      View view, ServiceSpecificRequest request) {
    String peer = request.peerName();
    if (request.serviceName().isEmpty()) {
      return table(view, peer, serviceNodesAt(view, request), CatalogIndexes.SERVICES);
    }
    List<ServiceRow> rows = rows(view, request);
    List<ServiceNode> found = new ArrayList<>();
    for (ServiceRow row : rows) {
      Node node = Nodes.get(view, peer, row.node());
      if (node != null && Matching.instance(row, node, request)) {
        found.add(serviceNode(row, node, request.mergeCentralConfig()));
      }
    }
    ReadResult<List<ServiceNode>> result =
        new ReadResult<>(
            Distance.sort(view, request.source().node(), found, ServiceNode::node),
            CatalogIndexes.serviceIndex(view, peer, request.serviceName(), !rows.isEmpty(), false),
            CatalogIndexes.serviceTopics(view, peer, request.serviceName(), false));
    return request.ingress() || (request.connect() && throughGateway(rows))
        ? withGateways(view, result)
        : result;
  }

  /// The instances of any service that have the address which is asked for: what reverse DNS needs.
  private static List<ServiceNode> serviceNodesAt(View view, ServiceSpecificRequest request) {
    List<ServiceNode> found = new ArrayList<>();
    for (ServiceRow row : Services.of(view, request.peerName())) {
      Node node = Nodes.get(view, request.peerName(), row.node());
      if (node != null && Matching.instance(row, node, request)) {
        found.add(serviceNode(row, node, false));
      }
    }
    return found;
  }

  /// The instances that a query is about: of the service, or of what serves it in the mesh or from
  /// outside of it.
  static List<ServiceRow> rows(View view, ServiceSpecificRequest request) {
    String peer = request.peerName();
    if (request.ingress()) {
      return GatewayServices.ingressTo(view, request.serviceName());
    }
    if (!request.connect()) {
      return Services.named(view, peer, request.serviceName()).toList();
    }
    List<ServiceRow> found =
        view.scan(Services.BY_CONNECT, Services.nameKey(peer, request.serviceName())).toList();
    if (peer.isEmpty()) {
      found.addAll(GatewayServices.terminatingFor(view, request.serviceName()));
    }
    return found;
  }

  /// Merging with central configuration loses all of the node but its name, in Consul too.
  private static ServiceNode serviceNode(ServiceRow row, Node node, boolean merged) {
    NodeService service = withDefaultPort(row.service());
    return merged && MergedProxy.merges(service.kind())
        ? ServiceNode.of(Node.builder().node(node.node()).build(), service)
        : ServiceNode.of(node, service);
  }

  /// An instance with named ports shows the default one where readers expect the only one.
  static NodeService withDefaultPort(NodeService service) {
    List<ServicePort> ports = service.ports();
    if (service.port() != 0 || ports == null) {
      return service;
    }
    return ports.stream()
        .filter(ServicePort::isDefault)
        .findFirst()
        .map(port -> service.toBuilder().port(port.port()).build())
        .orElse(service);
  }

  /// A node and its services by id.
  public static ReadResult<NodeServices> nodeServices(View view, NodeSpecificRequest request) {
    Node node = Nodes.find(view, request.peerName(), request.node());
    Map<String, NodeService> services = null;
    if (node != null) {
      services = new LinkedHashMap<>();
      for (ServiceRow row : Services.on(view, node.peerName(), node.node())) {
        services.put(row.service().id(), row.service());
      }
    }
    return nodeResult(view, request, node, new NodeServices(node, services));
  }

  /// A node and its services as a list; null when it has none.
  public static ReadResult<NodeServiceList> nodeServiceList(
      View view, NodeSpecificRequest request) {
    Node node = Nodes.find(view, request.peerName(), request.node());
    List<NodeService> services =
        node == null
            ? List.of()
            : Services.on(view, node.peerName(), node.node()).stream()
                .map(ServiceRow::service)
                .toList();
    return nodeResult(
        view, request, node, new NodeServiceList(node, services.isEmpty() ? null : services));
  }

  private static <T> ReadResult<T> nodeResult(
      View view, NodeSpecificRequest request, @Nullable Node node, T value) {
    String peer = request.peerName();
    String name = node == null ? request.node() : node.node();
    // A name too short to be looked for among the ids is answered before any index is known.
    boolean tooShort = node == null && name.length() < Nodes.MIN_ID_PREFIX;
    return new ReadResult<>(
        value,
        tooShort ? 0 : CatalogIndexes.nodeIndex(view, peer, name),
        CatalogIndexes.nodeTopics(peer, name));
  }

  static boolean throughGateway(List<ServiceRow> rows) {
    return rows.stream().anyMatch(row -> row.service().kind().equals("terminating-gateway"));
  }

  /// The services that a gateway is configured to serve.
  public static ReadResult<List<GatewayService>> gatewayServices(View view, String gateway) {
    return GatewayServices.of(view, gateway);
  }

  /// The same result, which also depends on what gateways serve.
  static <T> ReadResult<T> withGateways(View view, ReadResult<T> result) {
    ReadResult<T> gateways = GatewayServices.dependent(view, result.value());
    List<Topic> topics = new ArrayList<>(result.topics());
    topics.addAll(gateways.topics());
    return new ReadResult<>(result.value(), Math.max(result.index(), gateways.index()), topics);
  }

  /// The virtual address of a service, or an empty text.
  public static ReadResult<String> virtualIp(View view, ServiceSpecificRequest request) {
    return ReadResult.of(
        VirtualIps.of(view, request.peerName(), request.serviceName()),
        view.index(CatalogIndexes.VIRTUAL_IPS),
        Topic.index(CatalogIndexes.VIRTUAL_IPS));
  }
}
