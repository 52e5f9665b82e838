// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeServices;
import io.praetor.catalog.NodeSpecificRequest;
import io.praetor.catalog.QuerySource;
import io.praetor.catalog.ServiceNode;
import io.praetor.catalog.ServiceSpecificRequest;
import io.praetor.catalog.query.PreparedQueryExecuteRequest;
import io.praetor.catalog.query.PreparedQueryExecuteResponse;
import io.praetor.config.DnsConfig;
import io.praetor.config.Ip;
import io.praetor.config.NodeConfig;
import io.praetor.config.RuntimeConfig;
import io.praetor.dns.DnsSource;
import io.praetor.dns.Lookup;
import io.praetor.rpc.AgentCache;
import io.praetor.rpc.BoundedStaleness;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.HealthMethods;
import io.praetor.rpc.Method;
import io.praetor.rpc.PreparedQueryMethods;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Rpc;
import io.praetor.wire.GoDuration;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives DNS the answers of the RPC methods, read as the DNS settings say: stale within
/// `dns_config.max_stale` unless `allow_stale` is off, and nodes, services and prepared queries from
/// the agent's cache when `use_cache` is on. Any thread.
final class RpcDnsSource implements DnsSource {
  private static final Logger LOG = LoggerFactory.getLogger("agent.dns");

  /// Errors that say no more than that there is no such thing.
  private static final Set<String> NOT_THERE =
      Set.of(ConsulException.noPathToDatacenter().text(), PreparedQueryMethods.NOT_FOUND);

  /// The default bound: no answer is that old, so the leader is never asked because of it.
  private static final Duration BOUNDLESS = Duration.ofDays(3650);

  /// How a look-up goes through the agent's cache, if that is to be used.
  private enum Caching {
    /// Not at all.
    NEVER,
    /// Kept fresh there.
    FRESH,
    /// Kept as it was, for methods that do not block.
    ONCE
  }

  private final Rpc rpc;
  private final AgentCache cache;
  private final Supplier<RuntimeConfig> config;

  RpcDnsSource(Rpc rpc, AgentCache cache, Supplier<RuntimeConfig> config) {
    this.rpc = rpc;
    this.cache = cache;
    this.config = config;
  }

  /// A stale read of the own datacenter is one look at the server's own state. With a bound it may
  /// lead on to the leader.
  @Override
  public boolean answersAtOnce(String datacenter) {
    RuntimeConfig current = config.get();
    return current.node().server()
        && staleAtOnce(current.dns())
        && (datacenter.isEmpty() || datacenter.equals(current.node().datacenter()));
  }

  /// The cache reads stale, too.
  private static boolean staleAtOnce(DnsConfig dns) {
    return dns.useCache() || (dns.allowStale() && dns.maxStale().compareTo(BOUNDLESS) >= 0);
  }

  @Override
  public Lookup<Node> node(String name, String datacenter, String peer) {
    if (!peer.isEmpty()) {
      return Lookup.missing();
    }
    NodeSpecificRequest request = NodeSpecificRequest.of(name);
    return switch (read(CatalogMethods.NODE_SERVICES, request, datacenter, Caching.FRESH)) {
      case Lookup.Found<NodeServices>(NodeServices found) when found.node() != null ->
          Lookup.found(found.node());
      case Lookup.Found<NodeServices> none -> Lookup.missing();
      case Lookup.Missing<NodeServices> missing -> Lookup.missing();
      case Lookup.Failed<NodeServices>(String reason) -> Lookup.failed(reason);
    };
  }

  @Override
  public Lookup<List<CheckServiceNode>> instances(ServiceQuery query) {
    ServiceSpecificRequest.Builder request =
        ServiceSpecificRequest.builder().serviceName(query.service()).peerName(query.peer());
    if (!query.tag().isEmpty()) {
      request.serviceTags(List.of(query.tag())).tagFilter(true);
    }
    switch (query.kind()) {
      case SERVICE -> {}
      case CONNECT -> request.connect(true);
      case INGRESS -> request.ingress(true);
    }
    return read(HealthMethods.SERVICE_NODES, request.build(), query.datacenter(), Caching.FRESH);
  }

  @Override
  public Lookup<InetAddress> virtualAddress(String service, String peer) {
    Lookup<String> text =
        read(
            CatalogMethods.VIRTUAL_IP_FOR_SERVICE,
            ServiceSpecificRequest.builder().serviceName(service).peerName(peer).build(),
            "",
            Caching.NEVER);
    return switch (text) {
      case Lookup.Found<String>(String address) when address.isEmpty() -> Lookup.missing();
      case Lookup.Found<String>(String address) -> Lookup.found(InetAddress.ofLiteral(address));
      case Lookup.Missing<String> missing -> Lookup.missing();
      case Lookup.Failed<String>(String reason) -> Lookup.failed(reason);
    };
  }

  @Override
  public Lookup<QueryAnswer> runQuery(String nameOrId, String datacenter, InetAddress asker) {
    NodeConfig node = config.get().node();
    PreparedQueryExecuteRequest request =
        new PreparedQueryExecuteRequest(
            nameOrId,
            0,
            false,
            new QuerySource(node.datacenter(), "", "", "", Ip.text(asker), false),
            new QuerySource(node.datacenter(), "", node.name(), "", "", false));
    return switch (read(PreparedQueryMethods.EXECUTE, request, datacenter, Caching.ONCE)) {
      case Lookup.Found<PreparedQueryExecuteResponse>(var found) ->
          Lookup.found(new QueryAnswer(found.nodes(), found.service(), ttl(found)));
      case Lookup.Missing<PreparedQueryExecuteResponse> missing -> Lookup.missing();
      case Lookup.Failed<PreparedQueryExecuteResponse>(String reason) -> Lookup.failed(reason);
    };
  }

  private static @Nullable Duration ttl(PreparedQueryExecuteResponse found) {
    String text = found.dns().ttl();
    try {
      return text.isEmpty() ? null : GoDuration.parse(text);
    } catch (GoDuration.InvalidDuration e) {
      // It was checked when the query was made; an older server may have let it pass.
      LOG.warn("Failed to parse TTL for prepared query, ignoring: ttl={}", text);
      return null;
    }
  }

  @Override
  public Lookup<String> nodeWithAddress(InetAddress address) {
    String text = Ip.text(address);
    return switch (read(CatalogMethods.LIST_NODES, DcSpecificRequest.ALL, "", Caching.NEVER)) {
      case Lookup.Found<List<Node>>(List<Node> nodes) ->
          nodes.stream()
              .filter(node -> text.equals(literal(node.address())))
              .map(Node::node)
              .findFirst()
              .<Lookup<String>>map(Lookup::found)
              .orElseGet(Lookup::missing);
      case Lookup.Missing<List<Node>> missing -> Lookup.missing();
      case Lookup.Failed<List<Node>>(String reason) -> Lookup.failed(reason);
    };
  }

  @Override
  public Lookup<String> serviceWithAddress(InetAddress address) {
    ServiceSpecificRequest request =
        ServiceSpecificRequest.builder().serviceAddress(Ip.text(address)).build();
    return switch (read(CatalogMethods.SERVICE_NODES, request, "", Caching.NEVER)) {
      case Lookup.Found<List<ServiceNode>>(var found) ->
          found.stream()
              .map(ServiceNode::serviceName)
              .findFirst()
              .<Lookup<String>>map(Lookup::found)
              .orElseGet(Lookup::missing);
      case Lookup.Missing<List<ServiceNode>> missing -> Lookup.missing();
      case Lookup.Failed<List<ServiceNode>>(String reason) -> Lookup.failed(reason);
    };
  }

  private <Q, R> AgentCache.Cached<R> cached(
      Method.Read<Q, R> method, Q request, QueryOptions options, Caching caching)
      throws InterruptedException {
    return caching == Caching.ONCE
        ? cache.readOnce(method, request, options)
        : cache.read(method, request, options);
  }

  /// The canonical text of an address in the catalog; empty when it is a host name.
  private static String literal(String address) {
    InetAddress parsed = Ip.parse(address);
    return parsed == null ? "" : Ip.text(parsed);
  }

  private <Q, R> Lookup<R> read(
      Method.Read<Q, R> method, Q request, String datacenter, Caching caching) {
    RuntimeConfig current = config.get();
    DnsConfig dns = current.dns();
    QueryOptions options =
        QueryOptions.DEFAULT.withDatacenter(datacenter).withToken(current.acl().tokens().dns());
    if (dns.allowStale()) {
      options = options.withStale(dns.maxStale());
    }
    try {
      if (!dns.useCache() || caching == Caching.NEVER) {
        return Lookup.found(BoundedStaleness.read(rpc, method, request, options).value());
      }
      QueryOptions cached =
          QueryOptions.STALE.withDatacenter(datacenter).withToken(options.token());
      return Lookup.found(
          cached(method, request, cached.withCache(dns.cacheMaxAge()), caching).reply().value());
    } catch (ConsulException e) {
      if (NOT_THERE.contains(e.text())) {
        return Lookup.missing();
      }
      LOG.error("rpc error: method={} error=\"{}\"", method.name(), e.text());
      return Lookup.failed(e.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Lookup.failed("interrupted");
    }
  }
}
