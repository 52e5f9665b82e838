// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three servers, each a process with an address of its own.
@Timeout(240)
class ClusterIT {
  private static final int WRITERS = 4;
  private static final int WRITES = 300;
  private static final Pattern KEY = Pattern.compile("\"(load/[^\"]*)\"");

  @TempDir Path folder;

  @Test
  void nothingAcknowledgedIsLostWhenTheLeaderIsKilled() throws Exception {
    int[] ports = AgentProcess.freePorts(5);
    List<AgentProcess> servers = new ArrayList<>();
    try {
      for (int i = 1; i <= 3; i++) {
        servers.add(launch(i, ports));
      }
      for (AgentProcess server : servers) {
        server.await("/v1/operator/autopilot/health", "\"FailureTolerance\": ?1");
      }
      String leader =
          servers.getFirst().await("/v1/status/leader", "\\d").strip().replaceAll("\"|:\\d+", "");
      AgentProcess victim = serverAt(servers, leader);
      List<AgentProcess> others = servers.stream().filter(one -> one != victim).toList();

      Load load = new Load(others);
      load.acknowledgedBefore.await();
      long killed = System.nanoTime();
      load.killedAt.set(killed);
      victim.kill();
      load.acknowledgedAfter.await();
      Set<String> acknowledged = load.stop();
      System.out.printf(
          "writes acknowledged: %d; first one accepted %d ms after the leader was killed%n",
          acknowledged.size(), (load.firstAfter.get() - killed) / 1_000_000);

      for (AgentProcess server : others) {
        assertTrue(keys(server, "consistent").containsAll(acknowledged));
      }
      int index = servers.indexOf(victim);
      servers.set(index, launch(index + 1, ports));
      servers.get(index).await("/v1/operator/autopilot/health", "\"FailureTolerance\": ?1");
      assertEquals(keys(others.getFirst(), "consistent"), keys(servers.get(index), "stale"));
    } finally {
      for (AgentProcess server : servers) {
        server.kill();
      }
    }
  }

  private AgentProcess launch(int number, int[] ports) throws IOException {
    return AgentProcess.launch(
        folder,
        "it-" + number,
        "127.0.0.2" + number,
        ports,
        "-server",
        "-bootstrap-expect=3",
        "-data-dir=" + folder.resolve("data-" + number),
        "-hcl=performance { raft_multiplier = 1 }",
        "-retry-join=127.0.0.21:" + ports[3],
        "-retry-join=127.0.0.22:" + ports[3],
        "-retry-interval=1s");
  }

  private static AgentProcess serverAt(List<AgentProcess> servers, String address) {
    return servers.stream()
        .filter(server -> server.host.equals(address))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no server at " + address));
  }

  private static Set<String> keys(AgentProcess server, String mode) throws Exception {
    String body = server.get("/v1/kv/load/?keys&" + mode).body();
    Matcher keys = KEY.matcher(body);
    return keys.results().map(key -> key.group(1)).collect(Collectors.toCollection(HashSet::new));
  }

  /// Writers that go on until they are stopped, and remember what was acknowledged.
  private static final class Load {
    final CountDownLatch acknowledgedBefore = new CountDownLatch(WRITES);
    final CountDownLatch acknowledgedAfter = new CountDownLatch(WRITES);
    final AtomicLong killedAt = new AtomicLong(Long.MAX_VALUE);
    final AtomicLong firstAfter = new AtomicLong();
    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;

    Load(List<AgentProcess> servers) {
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.submit(
            () -> {
              write(servers.get(writer % servers.size()), writer);
              return null;
            });
      }
    }

    private void write(AgentProcess server, int writer) throws Exception {
      for (int count = 0; !stopping; count++) {
        String key = "load/" + writer + "/" + count;
        long began = System.nanoTime();
        HttpResponse<String> answer = server.put("/v1/kv/" + key, "value");
        if (answer.statusCode() == 200 && answer.body().strip().equals("true")) {
          acknowledged.add(key);
          acknowledgedBefore.countDown();
          if (began >= killedAt.get()) {
            firstAfter.compareAndSet(0, System.nanoTime());
            acknowledgedAfter.countDown();
          }
        }
      }
    }

    Set<String> stop() {
      stopping = true;
      writers.close();
      return Set.copyOf(acknowledged);
    }
  }
}
