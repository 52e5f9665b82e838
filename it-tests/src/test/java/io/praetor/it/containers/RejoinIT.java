// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Containers that come back with another address, with their data or without, and need no help.
@Timeout(240)
class RejoinIT {
  /// Numbers whose addresses no other agent has.
  private static final int SERVER_ELSEWHERE = 31;

  private static final int SERVER_ANEW = 32;
  private static final int CLIENT_ELSEWHERE = 31;
  private static final int CLIENT_ANEW = 32;

  @RegisterExtension static final ThreeServers THREE = new ThreeServers();

  @Test
  void aServerComesBackAtAnotherAddress() throws Exception {
    AgentContainer server = THREE.servers().getLast();
    String address = THREE.cluster().addressOfServer(SERVER_ELSEWHERE);
    server.stop();
    server.move(address);
    long began = System.nanoTime();
    server.start();
    awaitInCatalog(server, address);
    ThreeServers.report("server started at another address to right in the catalog", began);
    ContainerCluster.awaitHealthy(THREE.servers());
    ThreeServers.report("server started at another address to healthy", began);
  }

  @Test
  void aClientComesBackAtAnotherAddress() throws Exception {
    AgentContainer client = THREE.clients().getLast();
    String address = THREE.cluster().addressOfClient(CLIENT_ELSEWHERE);
    client.kill();
    client.move(address);
    long began = System.nanoTime();
    client.start();
    awaitInCatalog(client, address);
    ThreeServers.report("client started at another address to right in the catalog", began);
    ThreeServers.write(client, "through-moved-client");
  }

  @Test
  void aServerMadeAnewUnderItsNameVotesAgain() throws Exception {
    AgentContainer old = THREE.servers().get(1);
    THREE.cluster().remove(old.name);
    String address = THREE.cluster().addressOfServer(SERVER_ANEW);
    AgentContainer fresh = THREE.cluster().server(2, address, 0, THREE.names());
    THREE.servers().set(1, fresh);
    long began = System.nanoTime();
    fresh.launch();
    awaitInCatalog(fresh, address);
    ThreeServers.report("server made anew under its name to right in the catalog", began);
    ContainerCluster.awaitHealthy(THREE.servers());
    ThreeServers.report("server made anew under its name to voter in a healthy cluster", began);
    assertEquals(THREE.leader().name, ContainerCluster.leader(THREE.servers(), fresh).name);
  }

  @Test
  void aClientMadeAnewUnderItsNameIsRightInTheCatalog() throws Exception {
    AgentContainer old = THREE.clients().getLast();
    old.put("/v1/agent/service/register", "{\"Name\":\"gone\"}");
    THREE.cluster().remove(old.name);
    AgentContainer fresh = THREE.cluster().client(2, CLIENT_ANEW, THREE.names());
    THREE.clients().set(THREE.clients().size() - 1, fresh);
    long began = System.nanoTime();
    fresh.launch();
    awaitInCatalog(fresh, THREE.cluster().addressOfClient(CLIENT_ANEW));
    ThreeServers.report("client made anew under its name to right in the catalog", began);
    // What the old one had registered went with it.
    Await.until(
        "the service of the old one is gone",
        ContainerCluster.SOON,
        () -> !THREE.leader().get("/v1/catalog/services").contains("gone"));
  }

  /// Waits until every server has the node at that address and finds it alive.
  private static void awaitInCatalog(AgentContainer agent, String address) throws Exception {
    for (AgentContainer asked : THREE.servers()) {
      Await.until(
          asked.name + " has " + agent.name + " at " + address,
          ContainerCluster.SOON,
          () -> {
            List<String> at = asked.values("/v1/catalog/node/" + agent.name, "lan");
            List<String> health = asked.values("/v1/health/node/" + agent.name, "Status");
            if (at.equals(List.of(address)) && health.stream().allMatch("passing"::equals)) {
              return true;
            }
            throw new IOException("at " + at + ", checks " + health);
          });
    }
  }
}
