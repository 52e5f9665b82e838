// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The leader of three servers dies, or the network to it is cut.
@Timeout(240)
class FailuresIT {
  @RegisterExtension static final ThreeServers THREE = new ThreeServers();

  @Test
  void theClusterGoesOnWhenItsLeaderIsKilled() throws Exception {
    AgentContainer client = THREE.clients().getFirst();
    client.put("/v1/kv/before-kill", "kept");
    AgentContainer leader = THREE.leader();
    long began = System.nanoTime();
    leader.kill();
    ThreeServers.write(client, "after-kill");
    ThreeServers.report("leader killed to the next accepted write through a client agent", began);
    for (AgentContainer server : THREE.serversBut(leader)) {
      assertEquals("kept", server.get("/v1/kv/before-kill?raw&consistent"));
    }
    leader.start();
    ContainerCluster.awaitHealthy(THREE.servers());
    assertEquals("kept", leader.get("/v1/kv/before-kill?raw&stale"));
    assertEquals("after-kill", leader.get("/v1/kv/after-kill?raw&stale"));
  }

  @Test
  void aLeaderThatIsCutOffComesBack() throws Exception {
    AgentContainer client = THREE.clients().getFirst();
    client.put("/v1/kv/before-cut", "kept");
    AgentContainer cut = THREE.leader();
    String address = cut.address();
    cut.disconnect();
    ThreeServers.write(client, "during-cut");
    // Alone, it answers what it knows and takes nothing that needs the others.
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
    ContainerCluster.awaitHealthy(THREE.servers());
    ThreeServers.report("cut server connected again to healthy", began);
    assertEquals("during-cut", cut.get("/v1/kv/during-cut?raw&stale"));
    assertEquals(404, client.send("GET", "/v1/kv/lonely", "", ContainerCluster.SOON).statusCode());
    assertEquals(THREE.leader().name, ContainerCluster.leader(THREE.servers(), cut).name);
  }
}
