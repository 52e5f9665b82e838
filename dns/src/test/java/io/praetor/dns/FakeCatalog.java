// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.config.Ip;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/// A catalog of one datacenter in two maps, which knows as much of Consul's rules as the DNS interface
/// relies on.
final class FakeCatalog implements DnsSource {
  static final String DATACENTER = "dc1";

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, NodeService> services = new LinkedHashMap<>();
  private final Map<String, String> nodeOfService = new LinkedHashMap<>();
  private final List<HealthCheck> checks = new ArrayList<>();
  private final Map<String, InetAddress> virtualAddresses = new LinkedHashMap<>();
  final Map<String, List<String>> gatewayServices = new LinkedHashMap<>();
  BiFunction<FakeCatalog, String, Lookup<QueryAnswer>> queries =
      (catalog, name) -> Lookup.missing();
  final Set<String> waitsFor = new HashSet<>();

  FakeCatalog node(String name, String address) {
    return node(Node.builder().node(name).address(address).build());
  }

  FakeCatalog node(Node node) {
    nodes.put(node.node().toLowerCase(), node.toBuilder().datacenter(DATACENTER).build());
    return this;
  }

  FakeCatalog service(String node, NodeService service) {
    String id = service.id().isEmpty() ? service.service() : service.id();
    String key = node.toLowerCase() + "/" + id;
    services.put(key, service.toBuilder().id(id).build());
    nodeOfService.put(key, node.toLowerCase());
    return this;
  }

  FakeCatalog service(String node, String name, int port) {
    return service(node, NodeService.builder().service(name).port(port).build());
  }

  FakeCatalog check(HealthCheck check) {
    checks.add(check);
    return this;
  }

  FakeCatalog virtual(String service) {
    String key = service.toLowerCase();
    if (!virtualAddresses.containsKey(key)) {
      byte[] next = {(byte) 240, 0, 0, (byte) (virtualAddresses.size() + 1)};
      virtualAddresses.put(key, ReverseName.addressOf(next));
    }
    return this;
  }

  List<CheckServiceNode> matching(Predicate<NodeService> wanted) {
    List<CheckServiceNode> found = new ArrayList<>();
    services.forEach(
        (key, service) -> {
          if (wanted.test(service)) {
            String node = nodeOfService.get(key);
            List<HealthCheck> its =
                checks.stream()
                    .filter(check -> check.node().equalsIgnoreCase(node))
                    .filter(c -> c.serviceId().isEmpty() || c.serviceId().equals(service.id()))
                    .toList();
            found.add(new CheckServiceNode(nodes.get(node), service, its));
          }
        });
    return found;
  }

  private static boolean known(String datacenter) {
    return datacenter.isEmpty() || datacenter.equals(DATACENTER);
  }

  @Override
  public boolean answersAtOnce(String datacenter) {
    return !waitsFor.contains(datacenter);
  }

  @Override
  public Lookup<Node> node(String name, String datacenter, String peer) {
    Node node = peer.isEmpty() && known(datacenter) ? nodes.get(name) : null;
    return node == null ? Lookup.missing() : Lookup.found(node);
  }

  @Override
  public Lookup<List<CheckServiceNode>> instances(ServiceQuery query) {
    if (!known(query.datacenter()) || !query.peer().isEmpty()) {
      return Lookup.missing();
    }
    String name = query.service();
    return Lookup.found(
        switch (query.kind()) {
          case SERVICE ->
              matching(s -> s.service().equalsIgnoreCase(name) && hasTag(s, query.tag()));
          case CONNECT ->
              matching(
                  s ->
                      s.proxy().destinationServiceName().equalsIgnoreCase(name)
                          || (s.connect().isNative() && s.service().equalsIgnoreCase(name))
                          || isGatewayOf(s, "terminating-gateway", name));
          case INGRESS -> matching(s -> isGatewayOf(s, "ingress-gateway", name));
        });
  }

  private boolean isGatewayOf(NodeService service, String kind, String name) {
    return service.kind().equals(kind)
        && gatewayServices.getOrDefault(service.service(), List.of()).contains(name);
  }

  private static boolean hasTag(NodeService service, String tag) {
    List<String> tags = service.tags();
    return tag.isEmpty() || (tags != null && tags.stream().anyMatch(tag::equalsIgnoreCase));
  }

  @Override
  public Lookup<InetAddress> virtualAddress(String service, String peer) {
    InetAddress address = peer.isEmpty() ? virtualAddresses.get(service) : null;
    return address == null ? Lookup.missing() : Lookup.found(address);
  }

  @Override
  public Lookup<QueryAnswer> runQuery(String nameOrId, String datacenter, InetAddress asker) {
    return known(datacenter) ? queries.apply(this, nameOrId) : Lookup.missing();
  }

  @Override
  public Lookup<String> nodeWithAddress(InetAddress address) {
    return nodes.values().stream()
        .filter(node -> address.equals(Ip.parse(node.address())))
        .findFirst()
        .map(node -> Lookup.found(node.node()))
        .orElse(Lookup.missing());
  }

  @Override
  public Lookup<String> serviceWithAddress(InetAddress address) {
    return services.values().stream()
        .filter(service -> address.equals(Ip.parse(service.address())))
        .findFirst()
        .map(service -> Lookup.found(service.service()))
        .orElse(Lookup.missing());
  }
}
