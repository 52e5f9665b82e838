// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What tests of clusters of both kinds have in common.
final class Mixed {
  /// Consul's program, which the variable `CONSUL_PEER` names; empty without one.
  static final String CONSUL = System.getenv().getOrDefault("CONSUL_PEER", "");

  private Mixed() {}

  static boolean hasConsul() {
    return !CONSUL.isEmpty() && Files.isExecutable(Path.of(CONSUL));
  }

  /// Skips the test, and says so, where there is none.
  static void needsConsul() {
    assumeTrue(hasConsul(), "SKIPPED: needs CONSUL_PEER");
  }

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
