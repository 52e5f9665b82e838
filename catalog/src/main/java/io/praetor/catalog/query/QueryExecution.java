// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.Distance;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.HealthQueries;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.Nodes;
import io.praetor.catalog.QuerySource;
import io.praetor.catalog.ServiceSpecificRequest;
import io.praetor.store.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs a query that is not a template (any more) in the state of this datacenter. Its own instances
/// come first; when none is left, the nearest other datacenters and the failover targets are tried in
/// order until one has some. Datacenters that nobody knows are passed over. Pure but for the given
/// randomness and what other datacenters answer.
///
/// @param datacenter the server's own
public record QueryExecution(
    View view, String datacenter, RandomGenerator random, OtherDatacenters others) {
  private static final String AGENT = "_agent";
  private static final String IP = "_ip";
  private static final String CRITICAL = "critical";
  private static final String PASSING = "passing";

  /// Runs a query for the agent and the place that the request names.
  public PreparedQueryExecuteResponse run(PreparedQuery query, PreparedQueryExecuteRequest request)
      throws InterruptedException {
    ServiceQuery service = query.service();
    PreparedQueryExecuteResponse found = at(query, service.peer(), request.connect());
    found = limited(found.withNodes(near(found.nodes(), service, request)), request.limit());
    return found.nodes().isEmpty() ? failover(query, request, found) : found;
  }

  /// Runs a query that came from another datacenter: without failover, and near to nobody.
  public PreparedQueryExecuteResponse runRemote(PreparedQueryExecuteRemoteRequest request) {
    PreparedQuery query = request.query();
    return limited(at(query, query.service().peer(), request.connect()), request.limit());
  }

  /// What is found is not sorted: it is far from everybody here.
  private PreparedQueryExecuteResponse failover(
      PreparedQuery query, PreparedQueryExecuteRequest request, PreparedQueryExecuteResponse first)
      throws InterruptedException {
    PreparedQueryExecuteResponse last = first;
    int failovers = 0;
    for (QueryFailoverTarget target : targets(query.service().failover())) {
      failovers++;
      PreparedQueryExecuteRemoteRequest there =
          new PreparedQueryExecuteRemoteRequest(
              query.withService(query.service().withPeer(target.peer())),
              request.limit(),
              request.connect());
      PreparedQueryExecuteResponse found =
          target.peer().isEmpty() ? others.run(target.datacenter(), there) : runRemote(there);
      if (found != null) {
        last = found;
      }
      if (!last.nodes().isEmpty()) {
        break;
      }
    }
    return last.withFailovers(failovers);
  }

  /// The nearest datacenters, then the named ones or the targets, each once.
  private List<QueryFailoverTarget> targets(QueryFailoverOptions options) {
    List<String> named = options.datacenters();
    List<QueryFailoverTarget> further = options.targets();
    if (named != null && !named.isEmpty()) {
      further = named.stream().map(name -> new QueryFailoverTarget("", name)).toList();
    }
    if (options.nearestN() <= 0 && further == null) {
      return List.of();
    }
    List<String> known = others.nearestFirst();
    List<String> nearest = known.subList(0, Math.clamp(options.nearestN(), 0, known.size()));
    List<QueryFailoverTarget> targets = new ArrayList<>();
    nearest.forEach(name -> targets.add(new QueryFailoverTarget("", name)));
    for (QueryFailoverTarget target : further == null ? List.<QueryFailoverTarget>of() : further) {
      String name = target.datacenter();
      boolean peer = !target.peer().isEmpty();
      if (name.isEmpty() ? peer : known.contains(name) && (peer || !nearest.contains(name))) {
        targets.add(target);
      }
    }
    return targets;
  }

  /// The fitting instances of this cluster or of a peer, in random order.
  private PreparedQueryExecuteResponse at(PreparedQuery query, String peer, boolean connect) {
    ServiceQuery service = query.service();
    ServiceSpecificRequest request =
        ServiceSpecificRequest.builder()
            .serviceName(service.service())
            .connect(connect || service.connect())
            .peerName(peer)
            .build();
    List<CheckServiceNode> nodes = new ArrayList<>();
    for (CheckServiceNode instance : HealthQueries.serviceNodes(view, request).value()) {
      if (fits(instance, service)) {
        nodes.add(instance);
      }
    }
    Collections.shuffle(nodes, random);
    return new PreparedQueryExecuteResponse(
        service.service(), nodes, query.dns(), peer.isEmpty() ? datacenter : "", peer, 0);
  }

  private static boolean fits(CheckServiceNode instance, ServiceQuery wanted) {
    Node node = instance.node();
    NodeService service = instance.service();
    return node != null
        && service != null
        && healthy(instance.checks(), wanted)
        && hasAll(node.meta(), wanted.nodeMeta())
        && hasAll(service.meta(), wanted.serviceMeta())
        && tagged(service.tags(), wanted.tags());
  }

  private static boolean healthy(@Nullable List<HealthCheck> checks, ServiceQuery wanted) {
    List<String> ignored = wanted.ignoreCheckIds() == null ? List.of() : wanted.ignoreCheckIds();
    return checks == null
        || checks.stream()
            .filter(check -> !ignored.contains(check.checkId()))
            .map(HealthCheck::status)
            .noneMatch(
                status ->
                    status.equals(CRITICAL) || (wanted.onlyPassing() && !status.equals(PASSING)));
  }

  private static boolean hasAll(
      @Nullable Map<String, String> meta, @Nullable Map<String, String> wanted) {
    return wanted == null
        || wanted.isEmpty()
        || (meta != null && meta.entrySet().containsAll(wanted.entrySet()));
  }

  private static boolean tagged(@Nullable List<String> tags, @Nullable List<String> wanted) {
    if (wanted == null || wanted.isEmpty()) {
      return true;
    }
    List<String> own = tags == null ? List.of() : tags.stream().map(QueryExecution::lower).toList();
    return wanted.stream()
        .map(QueryExecution::lower)
        .allMatch(tag -> tag.startsWith("!") ? !own.contains(tag.substring(1)) : own.contains(tag));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// The nearest first, if it is said to whom. The very node that is meant leads in any case: it
  /// changes places with the one that did.
  private List<CheckServiceNode> near(
      List<CheckServiceNode> nodes, ServiceQuery service, PreparedQueryExecuteRequest request) {
    String node = nearTo(service, request);
    if (node.isEmpty()) {
      return nodes;
    }
    List<CheckServiceNode> sorted =
        new ArrayList<>(Distance.sort(view, node, nodes, CheckServiceNode::nodeName));
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i).nodeName().equals(node)) {
        Collections.swap(sorted, 0, i);
        break;
      }
    }
    return sorted;
  }

  /// Nobody, for an agent of another datacenter: there is no telling how far that is.
  private String nearTo(ServiceQuery service, PreparedQueryExecuteRequest request) {
    QuerySource source = request.source();
    String asker =
        source.datacenter().isEmpty() ? request.agent().datacenter() : source.datacenter();
    if (!asker.isEmpty() && !asker.equals(datacenter)) {
      return "";
    }
    String near = source.node().isEmpty() ? service.near() : source.node();
    return switch (near) {
      case AGENT -> request.agent().node();
      case IP -> nodeWithAddress(source.ip());
      default -> near;
    };
  }

  private String nodeWithAddress(String address) {
    return address.isEmpty()
        ? ""
        : Nodes.of(view, "").stream()
            .filter(node -> node.address().equals(address))
            .map(Node::node)
            .findFirst()
            .orElse("");
  }

  private static PreparedQueryExecuteResponse limited(
      PreparedQueryExecuteResponse found, int limit) {
    return limit > 0 && found.nodes().size() > limit
        ? found.withNodes(found.nodes().subList(0, limit))
        : found;
  }
}
