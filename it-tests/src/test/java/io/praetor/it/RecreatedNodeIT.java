// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a container is when it is made anew: the same node name, another address, an empty data
/// directory and so another node id. Nobody helps.
@Timeout(180)
class RecreatedNodeIT {
  private static final Pattern ID = Pattern.compile("\"ID\": ?\"([0-9a-f-]{36})\"");

  @TempDir Path folder;

  private final List<AgentProcess> agents = new ArrayList<>();

  private AgentProcess server(int number, int address, int[] ports) throws IOException {
    return launch(
        "server-" + number,
        address,
        ports,
        "-server",
        "-bootstrap-expect=3",
        "-hcl=performance { raft_multiplier = 1 }");
  }

  private AgentProcess launch(String node, int address, int[] ports, String... more)
      throws IOException {
    List<String> flags = new ArrayList<>(List.of(more));
    flags.addAll(
        List.of(
            "-data-dir=" + folder.resolve(node + "-" + address),
            "-retry-join=127.0.0.41:" + ports[3],
            "-retry-join=127.0.0.42:" + ports[3],
            "-retry-interval=1s"));
    AgentProcess agent =
        AgentProcess.launch(
            folder, node, "127.0.0." + address, ports, flags.toArray(String[]::new));
    agents.add(agent);
    return agent;
  }

  @Test
  void aClientAndThenAServerComeBackUnderTheirNames() throws Exception {
    int[] ports = AgentProcess.freePorts(5);
    try {
      AgentProcess first = server(1, 41, ports);
      server(2, 42, ports);
      AgentProcess third = server(3, 43, ports);
      AgentProcess client = launch("client-1", 44, ports);
      first.await("/v1/operator/autopilot/health", "\"FailureTolerance\": ?1");
      client.await("/v1/health/node/client-1", "\"serfHealth\"[^}]*\"passing\"");
      client.put("/v1/agent/service/register", "{\"Name\":\"web\",\"Port\":80}");
      first.await("/v1/catalog/node/client-1", "\"Service\": ?\"web\"");

      client.kill();
      AgentProcess anew = launch("client-1", 45, ports);
      anew.await("/v1/agent/self", "\"NodeName\"");
      long up = System.nanoTime();
      anew.put("/v1/agent/service/register", "{\"Name\":\"shop\",\"Port\":81}");
      first.await("/v1/catalog/node/client-1", "\"Address\": ?\"127.0.0.45\"");
      first.await("/v1/health/node/client-1", "\"serfHealth\"[^}]*\"passing\"");
      first.await("/v1/catalog/node/client-1", "\"Services\": ?\\{\"shop\": ?\\{[^}]*\\}[^}]*\\}");
      System.out.printf(
          "a client made anew was right in the catalog %d ms after it could be asked%n",
          (System.nanoTime() - up) / 1_000_000);

      String old = firstId(third.get("/v1/catalog/node/server-3").body());
      third.kill();
      AgentProcess newThird = server(3, 46, ports);
      newThird.await("/v1/agent/self", "\"NodeName\"");
      up = System.nanoTime();
      first.await(
          "/v1/operator/raft/configuration",
          "\"Address\": ?\"127.0.0.46:\\d+\"[^}]*\"Voter\": ?true");
      System.out.printf(
          "a server made anew was a voter %d ms after it could be asked%n",
          (System.nanoTime() - up) / 1_000_000);
      first.await("/v1/operator/autopilot/health", "\"FailureTolerance\": ?1");
      assertEquals(
          -1,
          first.get("/v1/operator/raft/configuration").body().indexOf(old),
          "the old one is out");
    } finally {
      for (AgentProcess agent : agents) {
        agent.kill();
      }
    }
  }

  private static String firstId(String body) {
    Matcher id = ID.matcher(body);
    if (!id.find()) {
      throw new AssertionError("no id in " + body);
    }
    return id.group(1);
  }
}
