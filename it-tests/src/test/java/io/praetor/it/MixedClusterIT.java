// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One of our servers beside two of Consul's own, in one cluster. The variable `CONSUL_PEER` names
/// the program.
@Timeout(240)
class MixedClusterIT {
  private static final String CONSUL = Mixed.CONSUL;

  @TempDir Path folder;

  @BeforeAll
  static void needsConsul() {
    Mixed.needsConsul();
  }

  @Test
  void eachLeadsAndEachFollows() throws Exception {
    int[] ports = AgentProcess.freePorts(5);
    List<AgentProcess> servers = new ArrayList<>();
    try {
      for (int i = 1; i <= 3; i++) {
        servers.add(launch(i, ports));
      }
      AgentProcess ours = servers.getFirst();
      AgentProcess theirs = servers.getLast();
      for (AgentProcess server : servers) {
        server.await("/v1/operator/autopilot/health", "\"FailureTolerance\": ?1");
        // They were told of the LAN pool alone.
        server.await("/v1/agent/members?wan=1", "(?s)^(?:.*?\"it-\\d\\.dc1\"){3}");
      }
      writeEverywhere(servers, "first");

      Mixed.lead(ours, servers);
      writeEverywhere(servers, "ours-leads");
      byte[] saved = ours.bytes("/v1/snapshot");
      writeEverywhere(servers, "lost");
      // The followers get the state as our leader sends it.
      assertEquals(200, ours.put("/v1/snapshot", saved).statusCode());
      expectEverywhere(servers, "lost", false);

      Mixed.lead(theirs, servers);
      writeEverywhere(servers, "theirs-leads");
      // Now we get it as theirs sends it.
      assertEquals(200, theirs.put("/v1/snapshot", saved).statusCode());
      expectEverywhere(servers, "theirs-leads", false);
      expectEverywhere(servers, "ours-leads", true);
      writeEverywhere(servers, "last");
    } finally {
      for (AgentProcess server : servers) {
        server.kill();
      }
    }
  }

  private AgentProcess launch(int number, int[] ports) throws IOException {
    return AgentProcess.launchAs(
        number == 1 ? System.getProperty("praetor.command") : CONSUL,
        folder,
        "it-" + number,
        "127.0.0.3" + number,
        ports,
        "-server",
        "-bootstrap-expect=3",
        "-data-dir=" + folder.resolve("data-" + number),
        "-hcl=performance { raft_multiplier = 1 }",
        "-hcl=disable_update_check = true",
        "-retry-join=127.0.0.31:" + ports[3],
        "-retry-join=127.0.0.32:" + ports[3],
        "-retry-interval=1s");
  }

  private static void writeEverywhere(List<AgentProcess> servers, String name) throws Exception {
    for (AgentProcess server : servers) {
      String key = "/v1/kv/" + name + "/" + server.host;
      String answer = "";
      // A new leader may refuse for a moment, which is no failure.
      for (int tries = 0; tries < 20 && !answer.equals("true"); tries++) {
        answer = server.put(key, "value").body().strip();
      }
      assertEquals("true", answer);
    }
    expectEverywhere(servers, name, true);
  }

  private static void expectEverywhere(List<AgentProcess> servers, String name, boolean there)
      throws Exception {
    for (AgentProcess server : servers) {
      String all = "\"" + name + "/" + servers.getLast().host + "\"";
      String regex = there ? all : "^(?!.*" + all + ")";
      server.await("/v1/kv/?keys&stale", "(?s)" + regex);
    }
  }
}
