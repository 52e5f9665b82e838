// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Five servers and a client agent in containers: two may die, and all can be replaced.
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FiveServersIT {
  private static final int SIZE = 5;

  @RegisterExtension static final FailureLogs LOGS = new FailureLogs(() -> FiveServersIT.cluster);

  private static ContainerCluster cluster;
  private static List<AgentContainer> servers;
  private static AgentContainer client;

  @BeforeAll
  static void start() throws Exception {
    cluster = ContainerCluster.create();
    servers = new ArrayList<>();
    List<String> join = List.of("server-1", "server-2", "server-3");
    for (int number = 1; number <= SIZE; number++) {
      servers.add(cluster.server(number, SIZE, join));
    }
    client = cluster.client(1, join);
    long began = System.nanoTime();
    ContainerCluster.together(cluster.all(), AgentContainer::launch);
    ContainerCluster.awaitHealthy(servers);
    System.out.printf(
        "five servers and a client from nothing to healthy: %d ms%n",
        (System.nanoTime() - began) / 1_000_000);
  }

  @AfterAll
  static void end() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  @Order(1)
  void twoOfFiveMayDie() throws Exception {
    client.put("/v1/kv/before", "kept");
    AgentContainer leader = ContainerCluster.leader(servers, client);
    AgentContainer other = servers.stream().filter(server -> server != leader).findFirst().get();
    ContainerCluster.together(List.of(leader, other), AgentContainer::kill);
    Await.until(
        "a write with three of five",
        ContainerCluster.SOON,
        () ->
            client
                .send("PUT", "/v1/kv/with-three", "kept", Duration.ofSeconds(2))
                .body()
                .strip()
                .equals("true"));
    assertEquals("kept", client.get("/v1/kv/before?raw&consistent"));
    ContainerCluster.together(List.of(leader, other), AgentContainer::start);
    ContainerCluster.awaitHealthy(servers);
  }

  @Test
  @Order(2)
  void allServersAreReplacedOneByOne() throws Exception {
    client.put("/v1/kv/before-replacement", "kept");
    long began = System.nanoTime();
    StaleReads reads =
        StaleReads.begin(
            servers, List.of(client), List.of("/v1/kv/before-replacement?stale&raw"), "kept");
    try (reads) {
      for (int number = 1; number <= SIZE; number++) {
        AgentContainer old = cluster.get("server-" + number);
        AgentContainer fresh =
            cluster.server(SIZE + number, 0, servers.stream().map(one -> one.name).toList());
        fresh.launch();
        Await.until(
            fresh.name + " votes", ContainerCluster.SOON, () -> voters(old).contains(fresh.name));
        old.exec("consul", "leave");
        servers.remove(old);
        servers.add(fresh);
        ContainerCluster.awaitHealthy(servers);
        cluster.remove(old.name);
      }
    }
    System.out.printf(
        "five servers replaced one by one: %d ms; stale reads meanwhile: %d, of servers without the key %d, failed %d%n",
        (System.nanoTime() - began) / 1_000_000,
        reads.good(),
        reads.missing(),
        reads.failures().size());
    assertEquals(List.of(), reads.failures());
    assertTrue(reads.good() > 0);
    for (AgentContainer server : servers) {
      assertEquals("kept", server.get("/v1/kv/before-replacement?raw&stale"));
    }
    assertEquals("kept", client.get("/v1/kv/before-replacement?raw&consistent"));
  }

  private static List<String> voters(AgentContainer asked) throws Exception {
    return asked
        .exec("consul", "operator", "raft", "list-peers")
        .lines()
        .map(line -> line.split("\\s+"))
        .filter(columns -> columns.length > 4 && columns[4].equals("true"))
        .map(columns -> columns[0])
        .toList();
  }
}
