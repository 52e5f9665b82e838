// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What three servers and two client agents in containers do while all is well.
@Timeout(240)
class ThreeServersIT {
  private static final String WEB =
      "{\"Name\":\"web\",\"ID\":\"web-1\",\"Address\":\"10.1.2.3\",\"Port\":8080,"
          + "\"Check\":{\"TTL\":\"1h\",\"Status\":\"passing\"}}";

  @RegisterExtension static final ThreeServers THREE = new ThreeServers();

  @Test
  void allAgentsKnowEachOtherAndOneLeader() throws Exception {
    List<AgentContainer> all = List.copyOf(THREE.cluster().all());
    List<String> names = all.stream().map(agent -> agent.name).sorted().toList();
    for (AgentContainer agent : all) {
      Await.until(
          agent.name + " has all members and nodes",
          ContainerCluster.SOON,
          () ->
              agent.values("/v1/agent/members", "Name").equals(names)
                  && agent.values("/v1/catalog/nodes", "Node").equals(names));
      assertEquals(THREE.servers().getFirst().leader(), agent.leader());
      Await.until(
          "the engine finds " + agent.name + " healthy", ContainerCluster.SOON, agent::isHealthy);
    }
  }

  @Test
  void whatAClientAgentRegistersIsKnownEverywhere() throws Exception {
    THREE.clients().getFirst().put("/v1/agent/service/register", WEB);
    for (AgentContainer agent : List.copyOf(THREE.cluster().all())) {
      Await.until(
          agent.name + " knows web",
          ContainerCluster.SOON,
          () ->
              agent
                  .get("/v1/health/service/web?passing")
                  .replace(" ", "")
                  .contains("\"Address\":\"10.1.2.3\""));
    }
  }

  @Test
  void anyContainerFindsServicesAndNodesByName() throws Exception {
    AgentContainer client = THREE.clients().getFirst();
    client.put("/v1/agent/service/register", WEB);
    try (AskingContainer asking = new AskingContainer(THREE.cluster().network, client.address())) {
      assertEquals("10.1.2.3", asking.addressOf("web.service.consul"));
      assertEquals(THREE.servers().get(1).address(), asking.addressOf("server-2.node.consul"));
    }
  }
}
