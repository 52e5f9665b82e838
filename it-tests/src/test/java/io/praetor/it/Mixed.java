// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.List;

/// What tests of clusters of both kinds have in common.
final class Mixed {
  private Mixed() {}

  /// Asks the server that is to lead, which asks the one that does, in Consul's way.
  static void lead(AgentProcess next, List<AgentProcess> servers) throws Exception {
    String self = next.get("/v1/agent/self").body();
    String id = self.replaceAll("(?s).*?\"NodeID\": ?\"([^\"]*)\".*", "$1");
    String leader = next.await("/v1/status/leader", "\\d").strip();
    if (!leader.startsWith("\"" + next.host + ":")) {
      HttpResponse<String> answer = next.post("/v1/operator/raft/transfer-leader?id=" + id);
      assertEquals(200, answer.statusCode(), answer.body());
    }
    for (AgentProcess server : servers) {
      server.await("/v1/status/leader", next.host.replace(".", "\\.") + ":");
    }
  }
}
