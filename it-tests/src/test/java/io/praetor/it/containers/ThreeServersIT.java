// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Three servers and two client agents in containers, and what happens to them over a life. Every test begins with a
/// whole cluster.
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThreeServersIT {
  private static final List<String> SERVERS = List.of("server-1", "server-2", "server-3");
  private static final String WEB =
      "{\"Name\":\"web\",\"ID\":\"web-1\",\"Address\":\"10.1.2.3\",\"Port\":8080,"
          + "\"Check\":{\"TTL\":\"1h\",\"Status\":\"passing\"}}";

  @RegisterExtension static final FailureLogs LOGS = new FailureLogs(() -> ThreeServersIT.cluster);

  private static ContainerCluster cluster;
  private static List<AgentContainer> servers;
  private static List<AgentContainer> clients;

  @BeforeAll
  static void start() throws Exception {
    cluster = ContainerCluster.create();
    servers = new ArrayList<>();
    for (int number = 1; number <= SERVERS.size(); number++) {
      servers.add(cluster.server(number, SERVERS.size(), SERVERS));
    }
    clients =
        List.of(
            cluster.client(1, SERVERS, "-dns-port=53").with("CONSUL_ALLOW_PRIVILEGED_PORTS", "yes"),
            cluster.client(2, SERVERS));
    long began = System.nanoTime();
    ContainerCluster.together(cluster.all(), AgentContainer::launch);
    ContainerCluster.awaitHealthy(servers);
    report("three servers and two clients from nothing to healthy", began);
  }

  @AfterAll
  static void end() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void whole() throws Exception {
    ContainerCluster.awaitHealthy(servers);
  }

  @Test
  @Order(1)
  void allAgentsKnowEachOtherAndOneLeader() throws Exception {
    List<String> names = cluster.all().stream().map(agent -> agent.name).sorted().toList();
    for (AgentContainer agent : cluster.all()) {
      Await.until(
          agent.name + " has all members and nodes",
          ContainerCluster.SOON,
          () ->
              agent.values("/v1/agent/members", "Name").equals(names)
                  && agent.values("/v1/catalog/nodes", "Node").equals(names));
      assertEquals(servers.getFirst().leader(), agent.leader());
    }
    for (AgentContainer agent : cluster.all()) {
      Await.until(
          "the engine finds " + agent.name + " healthy", ContainerCluster.SOON, agent::isHealthy);
    }
  }

  @Test
  @Order(2)
  void whatAClientAgentRegistersIsKnownEverywhere() throws Exception {
    AgentContainer client = clients.getFirst();
    client.put("/v1/agent/service/register", WEB);
    for (AgentContainer agent : cluster.all()) {
      Await.until(
          agent.name + " knows web",
          ContainerCluster.SOON,
          () -> agent.get("/v1/health/service/web?passing").contains("\"Address\":\"10.1.2.3\""));
    }
  }

  @Test
  @Order(3)
  void anyContainerFindsServicesByName() throws Exception {
    clients.getFirst().put("/v1/agent/service/register", WEB);
    String dns = cluster.addressOfClient(1);
    try (AskingContainer asking = new AskingContainer(cluster.network, dns)) {
      assertEquals("10.1.2.3", asking.addressOf("web.service.consul"));
      assertEquals(cluster.addressOfServer(2), asking.addressOf("server-2.node.consul"));
    }
  }

  @Test
  @Order(4)
  void theClusterGoesOnWhenItsLeaderIsKilled() throws Exception {
    AgentContainer client = clients.getFirst();
    client.put("/v1/kv/before-kill", "kept");
    AgentContainer leader = ContainerCluster.leader(servers, client);
    long began = System.nanoTime();
    leader.kill();
    write(client, "after-kill");
    report("leader killed to the next accepted write through a client agent", began);
    for (AgentContainer server : without(leader)) {
      assertEquals("kept", server.get("/v1/kv/before-kill?raw&consistent"));
    }
    leader.start();
    ContainerCluster.awaitHealthy(servers);
    assertEquals("kept", leader.get("/v1/kv/before-kill?raw&stale"));
    assertEquals("after-kill", leader.get("/v1/kv/after-kill?raw&stale"));
  }

  @Test
  @Order(5)
  void aLeaderThatIsCutOffComesBack() throws Exception {
    AgentContainer client = clients.getFirst();
    AgentContainer cut = ContainerCluster.leader(servers, client);
    String address = cut.address();
    client.put("/v1/kv/before-cut", "kept");
    cut.disconnect();
    write(client, "during-cut");
    // Alone, it answers what it knows and nothing that needs the others.
    Await.until(
        "the one cut off steps down",
        ContainerCluster.SOON,
        () -> !cut.exec("consul", "info").contains("leader = true"));
    assertEquals("kept", cut.exec("consul", "kv", "get", "-stale", "before-cut").strip());
    IOException refused =
        assertThrows(IOException.class, () -> cut.exec("consul", "kv", "put", "lonely", "write"));
    assertTrue(refused.getMessage().contains("No cluster leader"), refused.getMessage());
    long began = System.nanoTime();
    cut.connect(address);
    ContainerCluster.awaitHealthy(servers);
    report("cut server connected again to healthy", began);
    assertEquals("during-cut", cut.get("/v1/kv/during-cut?raw&stale"));
    assertEquals(404, client.send("GET", "/v1/kv/lonely", "", ContainerCluster.SOON).statusCode());
    assertEquals(
        ContainerCluster.leader(servers, client).name, ContainerCluster.leader(servers, cut).name);
  }

  @Test
  @Order(6)
  void noStaleReadFailsDuringARollingRestart() throws Exception {
    clients.getFirst().put("/v1/kv/rolling", "kept");
    clients.getFirst().put("/v1/agent/service/register", "{\"Name\":\"kept\"}");
    long began = System.nanoTime();
    StaleReads reads =
        new StaleReads(
            clients, List.of("/v1/kv/rolling?stale&raw", "/v1/catalog/services?stale"), "kept");
    try (reads) {
      for (AgentContainer server : List.copyOf(servers)) {
        server.stop();
        server.start();
        ContainerCluster.awaitHealthy(servers);
      }
    }
    report("rolling restart of three servers", began);
    System.out.printf(
        "stale reads meanwhile: %d, slowest %d ms, failed %d%n",
        reads.good(), reads.slowestMillis(), reads.failures().size());
    assertTrue(reads.good() > 0);
    assertEquals(List.of(), reads.failures());
  }

  @Test
  @Order(7)
  void allServersRestartWithWhatTheyKnew() throws Exception {
    AgentContainer client = clients.getFirst();
    client.put("/v1/kv/before-restart", "kept");
    client.put("/v1/agent/service/register", WEB);
    long began = System.nanoTime();
    ContainerCluster.together(servers, AgentContainer::stop);
    // The client agent is there all the while, with its services.
    assertTrue(client.get("/v1/agent/services").contains("web-1"));
    ContainerCluster.together(servers, AgentContainer::start);
    write(client, "after-restart");
    report("all servers stopped and started to the next accepted write", began);
    ContainerCluster.awaitHealthy(servers);
    for (AgentContainer server : servers) {
      Await.until(
          server.name + " has the state from before",
          ContainerCluster.SOON,
          () ->
              server.get("/v1/kv/before-restart?raw").equals("kept")
                  && server.get("/v1/health/service/web?passing").contains("web-1"));
    }
  }

  /// Waits until a write is accepted.
  private static void write(AgentContainer agent, String key) throws Exception {
    Await.until(
        "a write through " + agent.name,
        ContainerCluster.SOON,
        () -> {
          HttpResponse<String> answer =
              agent.send("PUT", "/v1/kv/" + key, key, Duration.ofSeconds(2));
          return answer.statusCode() == 200 && answer.body().strip().equals("true");
        });
  }

  private static List<AgentContainer> without(AgentContainer one) {
    return servers.stream().filter(server -> server != one).toList();
  }

  private static void report(String what, long began) {
    System.out.printf("%s: %d ms%n", what, (System.nanoTime() - began) / 1_000_000);
  }
}
