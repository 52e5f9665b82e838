// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.List;

/// What tests of clusters of both kinds have in common.
final class Mixed {
  private Mixed() {}

  /// Asks the server that leads to hand over.
  static void lead(AgentProcess next, List<AgentProcess> servers) throws Exception {
    String self = next.get("/v1/agent/self").body();
    String id = self.replaceAll("(?s).*?\"NodeID\": ?\"([^\"]*)\".*", "$1");
    String leader = next.await("/v1/status/leader", "\\d").strip();
    for (AgentProcess server : servers) {
      if (server != next && leader.startsWith("\"" + server.host + ":")) {
        HttpResponse<String> answer = server.post("/v1/operator/raft/transfer-leader?id=" + id);
        assertEquals(200, answer.statusCode(), answer.body());
      }
    }
    for (AgentProcess server : servers) {
      server.await("/v1/status/leader", next.host.replace(".", "\\.") + ":");
    }
  }
}
