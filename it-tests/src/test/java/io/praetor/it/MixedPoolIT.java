// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Twenty agents of ours, of Consul and of serf in one pool, in which none is ever taken for failed while all live. It lasts as
/// long as the property `pool.seconds` says: 20 unless given, and 600 for a proof. The variable `CONSUL_PEER` names Consul's
/// program; without it or without serf there are more of the others.
class MixedPoolIT {
  private static final int SIZE = 20;
  private static final long SECONDS = Long.getLong("pool.seconds", 20);
  private static final String OURS = System.getProperty("praetor.command");
  private static final String CONSUL = Mixed.CONSUL;
  private static final Pattern FAILED = Pattern.compile("EventMemberFailed: .*");
  private static final Pattern SUSPECTED =
      Pattern.compile("Suspect \\S+ has failed|Refuting a suspect message");

  @TempDir Path folder;
  private final List<AgentProcess> agents = new ArrayList<>();
  private final List<SerfAgent> serfs = new ArrayList<>();

  @Test
  void nobodyFails() throws Exception {
    boolean consul = Mixed.hasConsul();
    assumeTrue(
        consul || SerfAgent.installed(), "SKIPPED: needs CONSUL_PEER, or " + SerfAgent.MISSING);
    int serfCount = SerfAgent.installed() ? (consul ? 6 : 10) : 0;
    int consulCount = consul ? (SIZE - serfCount) / 2 : 0;
    int[] ports = AgentProcess.freePorts(5);
    try {
      for (int i = 0; i < SIZE - serfCount; i++) {
        agents.add(launch(i < SIZE - serfCount - consulCount ? OURS : CONSUL, i, ports));
      }
      agents.getFirst().await("/v1/status/leader", ":\\d");
      for (int i = 0; i < serfCount; i++) {
        SerfAgent serf = new SerfAgent("serf-" + i);
        serfs.add(serf);
        AgentProcess met = agents.get(i % agents.size());
        serf.run("join", met.host + ":" + met.serfLan);
      }
      awaitAllAlive();
      long suspected = count(SUSPECTED);
      watch();
      awaitAllAlive();
      System.out.printf(
          "%d agents of ours, %d of Consul, %d of serf, %d s: no failure, %d suspicions or refutations%n",
          SIZE - serfCount - consulCount,
          consulCount,
          serfCount,
          SECONDS,
          count(SUSPECTED) - suspected);
    } finally {
      for (SerfAgent serf : serfs) {
        serf.process.destroyForcibly();
      }
      for (AgentProcess agent : agents) {
        agent.kill();
      }
    }
  }

  private AgentProcess launch(String program, int number, int[] ports) throws IOException {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-data-dir=" + folder.resolve("data-" + number),
                "-hcl=disable_update_check = true",
                "-retry-join=" + host(0) + ":" + ports[3],
                "-retry-interval=1s"));
    if (number == 0) {
      flags.add("-server");
      flags.add("-bootstrap-expect=1");
    }
    return AgentProcess.launchAs(
        program, folder, "it-" + number, host(number), ports, flags.toArray(String[]::new));
  }

  private static String host(int number) {
    return "127.0.1." + (number + 1);
  }

  private void awaitAllAlive() throws Exception {
    for (AgentProcess agent : agents) {
      agent.await("/v1/agent/members", "(?s)^(?:.*?\"Status\": ?1\\b){" + SIZE + "}");
    }
    for (SerfAgent serf : serfs) {
      serf.awaitCommand("(?s)^(?:.*? alive ){" + SIZE + "}", "members");
    }
  }

  /// Looks on, and ends early with what went wrong.
  private void watch() throws Exception {
    AgentProcess server = agents.getFirst();
    for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        System.nanoTime() < end; ) {
      assertFalse(server.ended(5), "the server ended:\n" + server.log());
      for (Map.Entry<String, String> log : logs().entrySet()) {
        var failed = FAILED.matcher(log.getValue());
        assertFalse(failed.find(), () -> log.getKey() + " saw " + failed.group());
      }
    }
    assertEquals(SIZE, logs().size());
    for (String log : logs().values()) {
      assertTrue(log.contains("EventMemberJoin"), "a log that tells of nobody:\n" + log);
    }
  }

  private Map<String, String> logs() throws IOException {
    Map<String, String> logs = new LinkedHashMap<>();
    for (AgentProcess agent : agents) {
      logs.put("the agent on " + agent.host, agent.log());
    }
    for (SerfAgent serf : serfs) {
      logs.put("serf on port " + serf.port, serf.log());
    }
    return logs;
  }

  private long count(Pattern pattern) throws IOException {
    return logs().values().stream().mapToLong(log -> pattern.matcher(log).results().count()).sum();
  }
}
