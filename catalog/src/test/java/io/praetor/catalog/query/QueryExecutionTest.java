// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.catalog.CatalogCommands;
import io.praetor.catalog.CatalogTables;
import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.Coordinate;
import io.praetor.catalog.Coordinates;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.QuerySource;
import io.praetor.catalog.RegisterRequest;
import io.praetor.catalog.Vivaldi;
import io.praetor.store.Store;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers are those of a running Consul 1.22.5 for the same six instances of `web`, a proxy and a
/// native one.
class QueryExecutionTest {
  private final Store store = new Store(CatalogTables.ALL, List.of());
  private final Random random = new Random(11);

  @BeforeEach
  void register() {
    String[] status = {"passing", "passing", "warning", "warning", "critical", "critical"};
    for (int i = 1; i <= 6; i++) {
      register(
          "m" + i,
          "'ID': 'w"
              + i
              + "', 'Service': 'web', 'Meta': {'s': 't"
              + i % 3
              + "'}, 'Tags': "
              + (i % 2 == 1 ? "['a', 'B']" : "['b']"),
          "{'CheckID': 'c', 'Status': '" + status[i - 1] + "', 'ServiceID': 'w" + i + "'}",
          "{'k': 'v" + i % 2 + "'}");
    }
    register(
        "m1",
        "'ID': 'p1', 'Service': 'web-proxy', 'Kind': 'connect-proxy', 'Proxy':"
            + " {'DestinationServiceName': 'web'}",
        "",
        "{'k': 'v1'}");
    register("m7", "'ID': 'nat', 'Service': 'web', 'Connect': {'Native': true}", "", "{}");
  }

  private void register(String node, String service, String check, String meta) {
    String body =
        "{'Node': '"
            + node
            + "', 'Address': '10.1.0."
            + node.substring(1)
            + "', 'NodeMeta': "
            + meta
            + ", 'Service': {"
            + service
            + "}, 'Checks': ["
            + check
            + "]}";
    RegisterRequest request =
        Json.read(
            RegisterRequest.CODEC,
            body.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
            Decoder.Unknown.REFUSE);
    write(txn -> CatalogCommands.register(txn, request));
  }

  private void write(java.util.function.Consumer<WriteTxn> change) {
    WriteTxn txn = store.begin(store.snapshot().lastIndex() + 1);
    change.accept(txn);
    txn.publish();
  }

  private PreparedQueryExecuteResponse run(String service, PreparedQueryExecuteRequest request) {
    return run(service, request, OtherDatacenters.NONE);
  }

  private PreparedQueryExecuteResponse run(
      String service, PreparedQueryExecuteRequest request, OtherDatacenters others) {
    PreparedQuery query = Queries.of("{'Service': {" + service + "}, 'DNS': {'TTL': '9s'}}");
    try {
      return new QueryExecution(store.snapshot(), "dc1", random, others).run(query, request);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Three other datacenters, the nearest first: one without instances, one that cannot be asked, and
  /// one with an instance.
  private static final class Others implements OtherDatacenters {
    private final List<String> asked = new ArrayList<>();

    @Override
    public List<String> nearestFirst() {
      return List.of("empty", "dead", "full");
    }

    @Override
    public @Nullable PreparedQueryExecuteResponse run(
        String datacenter, PreparedQueryExecuteRemoteRequest request) {
      asked.add(datacenter + " " + request.limit() + " " + request.query().service().peer());
      if (datacenter.equals("dead")) {
        return null;
      }
      NodeService service = NodeService.builder().service("gone").build();
      Node node = Node.builder().node("far").datacenter(datacenter).build();
      List<CheckServiceNode> nodes =
          datacenter.equals("full")
              ? List.of(new CheckServiceNode(node, service, List.of()))
              : List.of();
      return new PreparedQueryExecuteResponse(
          "gone", nodes, new PreparedQuery.QueryDnsOptions(""), datacenter, "", 0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'NearestN': 1|empty|empty",
        "'NearestN': 2|empty dead|empty",
        "'NearestN': 9|empty dead full|full",
        "'NearestN': 1, 'Datacenters': ['full', 'empty', 'dead']|empty full|full",
        "'Datacenters': ['unknown', 'dc1', 'dead', 'full', 'empty']|dead full|full",
        "'Targets': [{'Datacenter': 'full'}, {'Datacenter': 'empty'}]|full|full",
        "'Targets': [{'Peer': 'pp'}, {'Datacenter': 'empty'}]|empty|empty",
        "'NearestN': -1, 'Datacenters': ['dead']|dead|dc1"
      })
  void otherDatacentersAreAskedInOrder(String failover, String asked, String datacenter) {
    Others others = new Others();
    var limited =
        new PreparedQueryExecuteRequest("q", 7, false, QuerySource.NONE, QuerySource.NONE);
    PreparedQueryExecuteResponse found =
        run("'Service': 'gone', 'Failover': {" + failover + "}", limited, others);
    assertEquals(
        asked, String.join(" ", others.asked).replace(" 7 ", " ").strip().replace("  ", " "));
    assertEquals(datacenter, found.datacenter());
    assertEquals(datacenter.equals("full") ? 1 : 0, found.nodes().size());
    int peers = failover.contains("Peer") ? 1 : 0;
    assertEquals(others.asked.size() + peers, found.failovers());
  }

  @Test
  void whoFindsSomethingHereAsksNobodyElse() {
    Others others = new Others();
    run(
        "'Service': 'web', 'Failover': {'NearestN': 3}",
        PreparedQueryExecuteRequest.of("q"),
        others);
    assertEquals(List.of(), others.asked);
  }

  @Test
  void nobodyOfAnotherDatacenterIsNear() {
    place("m1", 0.001, 0);
    place("m7", 0.001, 0.1);
    QuerySource far = new QuerySource("dc2", "", "m7", "", "", false);
    var asked = new PreparedQueryExecuteRequest("q", 0, false, far, QuerySource.NONE);
    Set<String> first = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      first.add(names(run("'Service': 'web'", asked)).getFirst());
    }
    assertTrue(first.size() > 1, "sorted by a node that is elsewhere");
  }

  private PreparedQueryExecuteResponse run(String service) {
    return run(service, PreparedQueryExecuteRequest.of("q"));
  }

  private static List<String> names(PreparedQueryExecuteResponse found) {
    return found.nodes().stream().map(CheckServiceNode::nodeName).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'Near': ''|m1 m2 m3 m4 m7",
        "'OnlyPassing': true|m1 m2 m7",
        "'IgnoreCheckIDs': ['c']|m1 m2 m3 m4 m5 m6 m7",
        "'IgnoreCheckIDs': ['C']|m1 m2 m3 m4 m7",
        "'IgnoreCheckIDs': ['c'], 'OnlyPassing': true|m1 m2 m3 m4 m5 m6 m7",
        "'Tags': ['A']|m1 m3",
        "'Tags': ['a', 'b']|m1 m3",
        "'Tags': ['!A']|m2 m4 m7",
        "'Tags': ['b', '!a']|m2 m4",
        "'Tags': ['']|^^",
        "'Tags': ['!']|m1 m2 m3 m4 m7",
        "'NodeMeta': {'k': 'v1'}|m1 m3",
        "'ServiceMeta': {'s': 't1'}|m1 m4",
        "'Connect': true|m1 m7",
        "'Connect': true, 'Tags': ['a']|^^"
      })
  void selects(String options, String expected) {
    PreparedQueryExecuteResponse found = run("'Service': 'web', " + options);
    assertEquals(expected, String.join(" ", names(found).stream().sorted().toList()));
    assertEquals("web", found.service());
    assertEquals("9s", found.dns().ttl());
    assertEquals("dc1", found.datacenter());
    assertEquals(0, found.failovers());
  }

  @Test
  void theRequestMayAskForProxiesAndForFewer() {
    QuerySource none = QuerySource.NONE;
    var proxies = new PreparedQueryExecuteRequest("q", 0, true, none, none);
    assertEquals(Set.of("m1", "m7"), new HashSet<>(names(run("'Service': 'web'", proxies))));
    var two = new PreparedQueryExecuteRequest("q", 2, false, none, none);
    assertEquals(2, names(run("'Service': 'web'", two)).size());
    var negative = new PreparedQueryExecuteRequest("q", -1, false, none, none);
    assertEquals(5, names(run("'Service': 'web'", negative)).size());
  }

  @Test
  void theOrderIsRandom() {
    Set<String> first = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      first.add(names(run("'Service': 'web'")).getFirst());
    }
    assertEquals(Set.of("m1", "m2", "m3", "m4", "m7"), first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'NearestN': 2|dc1|^^|0",
        "'Datacenters': ['dc9', 'dc1']|dc1|^^|0",
        "'Targets': [{'Datacenter': 'dc9'}, {'Datacenter': 'dc1'}, {}]|dc1|^^|0",
        "'Targets': [{'Peer': 'pp', 'Datacenter': 'dc9'}]|dc1|^^|0",
        "'Targets': [{'Peer': 'pp'}]|^^|pp|1",
        "'Targets': [{'Peer': 'pp'}, {'Peer': 'pq'}, {'Datacenter': 'dc1'}]|^^|pq|2"
      })
  void triesPeersWhenNothingIsLeft(String failover, String datacenter, String peer, int tries) {
    PreparedQueryExecuteResponse found = run("'Service': 'gone', 'Failover': {" + failover + "}");
    assertEquals(List.of(), found.nodes());
    assertEquals(datacenter, found.datacenter());
    assertEquals(peer, found.peerName());
    assertEquals(tries, found.failovers());
  }

  @Test
  void aPeerOfItsOwnIsNoFailover() {
    PreparedQueryExecuteResponse found =
        run("'Service': 'web', 'Peer': 'pp', 'Failover': {'Targets': [{'Datacenter': 'dc1'}]}");
    assertEquals(List.of(), found.nodes());
    assertEquals("", found.datacenter());
    assertEquals("pp", found.peerName());
    assertEquals(0, found.failovers());
  }

  private void place(String node, double height, double x) {
    Vivaldi at = new Vivaldi(List.of(x, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 1, 0, height);
    write(txn -> Coordinates.update(txn, List.of(new Coordinate(node, "", "", at))));
  }

  @Test
  void theNodeItselfChangesPlacesWithTheNearest() {
    place("m1", 1, 0);
    place("m2", 0.001, 0.1);
    place("m3", 0.001, 0.2);
    place("m4", 0.001, 0.3);
    place("m7", 0.001, 0.4);
    assertEquals(
        List.of("m1", "m3", "m4", "m7", "m2"), names(run("'Service': 'web', 'Near': 'm1'")));
    QuerySource agent = new QuerySource("dc1", "", "m1", "", "", false);
    var asked = new PreparedQueryExecuteRequest("q", 2, false, QuerySource.NONE, agent);
    assertEquals(List.of("m1", "m3"), names(run("'Service': 'web', 'Near': '_agent'", asked)));
    QuerySource ip = new QuerySource("dc1", "", "", "", "10.1.0.1", false);
    var byIp = new PreparedQueryExecuteRequest("q", 2, false, ip, QuerySource.NONE);
    assertEquals(List.of("m1", "m3"), names(run("'Service': 'web', 'Near': '_ip'", byIp)));
    QuerySource near = new QuerySource("dc1", "", "m4", "", "", false);
    var other = new PreparedQueryExecuteRequest("q", 0, false, near, agent);
    assertEquals(
        List.of("m4", "m3", "m7", "m2", "m1"),
        names(run("'Service': 'web', 'Near': '_agent'", other)));
  }

  @Test
  void withoutPositionsTheNodeItselfStillLeads() {
    for (int i = 0; i < 20; i++) {
      assertEquals("m3", names(run("'Service': 'web', 'Near': 'm3'")).getFirst());
    }
    assertTrue(names(run("'Service': 'web', 'Near': 'nobody'")).contains("m3"));
  }
}
