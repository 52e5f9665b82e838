// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Three servers are stopped and started again, one after the other or all.
@Timeout(240)
class RestartsIT {
  @RegisterExtension static final ThreeServers THREE = new ThreeServers();

  @Test
  void noStaleReadFailsDuringARollingRestart() throws Exception {
    AgentContainer client = THREE.clients().getFirst();
    client.put("/v1/kv/kept", "kept");
    client.put("/v1/agent/service/register", "{\"Name\":\"kept\"}");
    long began = System.nanoTime();
    StaleReads reads =
        StaleReads.begin(
            THREE.servers(),
            THREE.clients(),
            List.of("/v1/kv/kept?stale&raw", "/v1/catalog/services?stale"),
            "kept");
    try (reads) {
      for (AgentContainer server : List.copyOf(THREE.servers())) {
        server.stop();
        server.start();
        ContainerCluster.awaitHealthy(THREE.servers());
      }
    }
    ThreeServers.report("rolling restart of three servers", began);
    System.out.printf(
        "stale reads meanwhile: %d, slowest %d ms, failed %d%n",
        reads.good(), reads.slowestMillis(), reads.failures().size());
    assertTrue(reads.good() > 0);
    assertEquals(List.of(), reads.failures());
    assertEquals(0, reads.missing());
  }

  @Test
  void allServersRestartWithWhatTheyKnew() throws Exception {
    AgentContainer client = THREE.clients().getFirst();
    client.put("/v1/kv/before-restart", "kept");
    client.put("/v1/agent/service/register", "{\"Name\":\"stays\"}");
    long began = System.nanoTime();
    ContainerCluster.together(THREE.servers(), AgentContainer::stop);
    // The client agent is there all the while, with its services.
    assertTrue(client.get("/v1/agent/services").contains("stays"));
    ContainerCluster.together(THREE.servers(), AgentContainer::start);
    ThreeServers.write(client, "after-restart");
    ThreeServers.report("all servers stopped and started to the next accepted write", began);
    for (AgentContainer server : THREE.servers()) {
      Await.until(
          server.name + " has the state from before",
          ContainerCluster.SOON,
          () ->
              server.get("/v1/kv/before-restart?raw").equals("kept")
                  && server.get("/v1/health/service/stays?passing").contains("stays"));
    }
  }
}
