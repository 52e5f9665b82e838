// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server with a data directory, killed without warning and started again.
class CrashIT {
  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedIsThereAfterKillNine() throws Exception {
    String data = "-data-dir=" + folder.resolve("data");
    String nodeId;
    try (AgentProcess agent = AgentProcess.start(folder, "-server", "-bootstrap-expect=1", data)) {
      for (int i = 0; i < 200; i++) {
        assertEquals("true", agent.put("/v1/kv/key-" + i, "value " + i).body());
      }
      assertEquals(
          200,
          agent
              .put(
                  "/v1/agent/service/register",
                  "{\"Name\":\"web\",\"Port\":80,\"Check\":{\"TTL\":\"10m\",\"CheckID\":\"beat\"}}")
              .statusCode());
      assertEquals(200, agent.put("/v1/agent/check/pass/beat", "").statusCode());
      agent.await("/v1/health/service/web?passing", "\"Port\":80");
      nodeId = nodeId(agent);
      agent.kill();
    }
    try (AgentProcess agent = AgentProcess.start(folder, "-server", "-bootstrap-expect=1", data)) {
      for (int i = 0; i < 200; i++) {
        assertEquals("value " + i, agent.get("/v1/kv/key-" + i + "?raw").body());
      }
      agent.await("/v1/health/service/web?passing", "\"Port\":80");
      assertTrue(agent.get("/v1/agent/checks").body().contains("\"Status\":\"passing\""));
      assertEquals(nodeId, nodeId(agent));
    }
  }

  private static String nodeId(AgentProcess agent) throws Exception {
    return agent.get("/v1/agent/self").body().replaceAll("(?s).*\"NodeID\":\"([^\"]*)\".*", "$1");
  }
}
