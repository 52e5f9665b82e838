// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// User events, watches of them and remote execution in a cluster of a server and a client, of which one is ours and the other
/// Consul's own, asked by the command lines of both. The variable `CONSUL_PEER` names the program.
@Timeout(180)
class EventsAndExecIT {
  private static final String OURS = System.getProperty("praetor.command");
  private static final String CONSUL = Mixed.CONSUL;

  @TempDir Path folder;

  @Test
  void ourServerAndConsulsClient() throws Exception {
    needsConsul();
    try (AgentProcess server = server(OURS);
        AgentProcess client = client(CONSUL, server)) {
      both(server, client);
    }
  }

  @Test
  void consulsServerAndOurClient() throws Exception {
    needsConsul();
    try (AgentProcess server = server(CONSUL);
        AgentProcess client = client(OURS, server)) {
      both(server, client);
    }
  }

  @Test
  void ourServerAndOurClient() throws Exception {
    try (AgentProcess server = server(OURS);
        AgentProcess client = client(OURS, server)) {
      met(server, client);
      execs(OURS, server);
      eventsReachWhoTheyAreFor(OURS, server, client);
      aWatchSeesEvents(OURS, client, server);
    }
  }

  private void both(AgentProcess server, AgentProcess client) throws Exception {
    met(server, client);
    for (String program : List.of(OURS, CONSUL)) {
      execs(program, server);
      execs(program, client);
      eventsReachWhoTheyAreFor(program, server, client);
      aWatchSeesEvents(program, server, client);
      aWatchSeesEvents(program, client, server);
    }
  }

  private static void needsConsul() {
    Mixed.needsConsul();
  }

  private AgentProcess server(String program) throws Exception {
    return AgentProcess.launchAs(
        program,
        folder,
        "it-server",
        "127.0.0.51",
        AgentProcess.freePorts(5),
        "-server",
        "-bootstrap-expect=1",
        "-data-dir=" + folder.resolve("server"),
        "-hcl=disable_remote_exec = false disable_update_check = true");
  }

  private AgentProcess client(String program, AgentProcess server) throws Exception {
    return AgentProcess.launchAs(
        program,
        folder,
        "it-client",
        "127.0.0.52",
        AgentProcess.freePorts(5),
        "-data-dir=" + folder.resolve("client"),
        "-hcl=disable_remote_exec = false disable_update_check = true",
        "-hcl=service { name = \"shop\" tags = [\"blue\"] port = 1 }",
        "-retry-join=" + server.host + ":" + server.serfLan,
        "-retry-interval=1s");
  }

  private static void met(AgentProcess server, AgentProcess client) throws Exception {
    server.await("/v1/status/leader", ":\\d");
    server.await("/v1/catalog/service/shop", "\"Node\": ?\"it-client\"");
    client.await("/v1/agent/members", "it-server");
    client.await("/v1/catalog/node/it-server", "\"Node\":");
  }

  private void execs(String program, AgentProcess agent) throws Exception {
    CommandRun everywhere =
        CommandRun.of(folder, program, agent, "exec", "echo on $0; echo 2 >&2; exit 3");
    assertEquals(2, everywhere.exitCode(), everywhere.output());
    for (String node : List.of("it-server", "it-client")) {
      assertTrue(
          everywhere.output().contains("    " + node + ": 2\n    " + node + ":\n"),
          everywhere.output());
      assertTrue(
          everywhere.output().contains("==> " + node + ": finished with exit code 3\n"),
          everywhere.output());
    }
    assertTrue(
        everywhere.output().endsWith("2 / 2 node(s) completed / acknowledged\n"),
        everywhere.output());

    CommandRun one =
        CommandRun.of(
            folder,
            program,
            agent,
            "exec",
            "-service=shop",
            "-tag=blue",
            "-shell=false",
            "-verbose",
            "printf",
            "%s",
            "a  b");
    assertEquals(0, one.exitCode(), one.output());
    assertTrue(
        Pattern.compile(
                "(?s)Created remote execution session: \\S+\n"
                    + "Uploaded remote execution spec\n"
                    + "Fired remote execution event: \\S+\n"
                    + "==> it-client: acknowledged\n"
                    + ".*    it-client: a  b\n.*"
                    + "1 / 1 node\\(s\\) completed / acknowledged\nCompleted in \\S+ seconds\n")
            .matcher(one.output())
            .matches(),
        one.output());
    // Nothing is left of the jobs.
    assertEquals(404, agent.get("/v1/kv/_rexec?keys").statusCode());
  }

  private void eventsReachWhoTheyAreFor(String program, AgentProcess from, AgentProcess other)
      throws Exception {
    String name = "deploy-" + System.nanoTime();
    fire(program, from, "-name=" + name + "-s", "-node=^it-server$", "for the server");
    fire(program, from, "-name=" + name + "-c", "-service=shop", "-tag=bl", "for the client");
    fire(program, from, "-name=" + name + "-n", "-service=shop", "-tag=^green$", "for nobody");
    fire(program, from, "-name=" + name + "-all");
    for (AgentProcess agent : List.of(from, other)) {
      String all = agent.await("/v1/event/list", "\"" + name + "-all\"");
      boolean server = agent.get("/v1/agent/self").body().contains("it-server");
      assertEquals(server, all.contains(name + "-s\""), all);
      assertEquals(!server, all.contains(name + "-c\""), all);
      assertFalse(all.contains(name + "-n\""), all);
    }
  }

  private void fire(String program, AgentProcess agent, String... arguments) throws Exception {
    CommandRun fired = CommandRun.of(folder, program, agent, "event", arguments);
    assertEquals(0, fired.exitCode(), fired.output());
    assertTrue(fired.output().startsWith("Event ID: "), fired.output());
  }

  /// A watch without a child prints what has been; one with a child is told of what comes.
  private void aWatchSeesEvents(String program, AgentProcess watched, AgentProcess from)
      throws Exception {
    String name = "news-" + System.nanoTime();
    Path seen = folder.resolve(name);
    Path output = Files.createTempFile(folder, "watch", ".txt");
    Process watch =
        CommandRun.start(
            output, program, watched, "watch", "-type=event", "-name=" + name, "cat >> " + seen);
    try {
      fire(program, from, "-name=" + name, "first");
      awaitText(seen, output, watch, "Zmlyc3Q=");
      fire(program, from, "-name=other-" + name, "no");
      fire(program, from, "-name=" + name, "second");
      awaitText(seen, output, watch, "c2Vjb25k");
      assertFalse(Files.readString(seen).contains("other-"));
    } finally {
      watch.destroy();
      watch.waitFor();
    }
    CommandRun now =
        CommandRun.of(folder, program, watched, "watch", "-type=event", "-name=" + name);
    assertEquals(0, now.exitCode(), now.output());
    assertTrue(now.output().contains("\"Payload\": \"Zmlyc3Q=\""), now.output());
    assertTrue(now.output().contains("\"Payload\": \"c2Vjb25k\""), now.output());
  }

  private static void awaitText(Path file, Path output, Process process, String text)
      throws Exception {
    for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); System.nanoTime() < end; ) {
      if (Files.exists(file) && Files.readString(file).contains(text)) {
        return;
      }
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new AssertionError("never told of " + text + ":\n" + Files.readString(output));
  }
}
