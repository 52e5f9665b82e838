// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// Servers with a network of their own, which is cut between them; the clients reach all of them
/// all the time, the wrong side of a cut as well.
@Timeout(3600)
class FiveServersFaultsIT {
  private static final int SERVERS = 5;

  @TempDir static Path folder;
  private static @Nullable SplitNetwork network;
  private static FaultCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    if (SplitNetwork.isPossible()) {
      network = SplitNetwork.of(SERVERS);
      cluster = FaultCluster.start(folder, network.sites(folder));
    } else {
      cluster = FaultCluster.onLoopback(folder, "127.0.42", SERVERS);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    if (network != null) {
      network.close();
    }
  }

  @Test
  void theLeaderAndAnotherAreKilledTogether() throws Exception {
    try (FaultLoad load = FaultLoad.on(cluster, "two-killed")) {
      for (int i = 0; i < ThreeServersFaultsIT.ROUNDS; i++) {
        int leader = cluster.leader();
        int other = (leader + 1 + i % 4) % SERVERS;
        long killed = System.nanoTime();
        cluster.kill(leader);
        cluster.kill(other);
        load.awaitAcceptedAfter(killed);
        cluster.restart(leader);
        cluster.restart(other);
        load.awaitEveryone();
      }
      load.finish("leader and another, " + ThreeServersFaultsIT.ROUNDS + " times");
    }
  }

  @Test
  void theLeaderIsAlone() throws Exception {
    outage("leader-alone", (net, leader) -> net.cut(List.of(leader), others(leader)));
  }

  /// The others hear nothing of it, but it hears them.
  @Test
  void theLeaderIsNotHeard() throws Exception {
    outage("leader-not-heard", (net, leader) -> net.silence(leader, others(leader)));
  }

  /// Its heartbeats arrive, their answers do not: unless it steps down, nobody stands up.
  @Test
  void theLeaderHearsNothing() throws Exception {
    outage("leader-deaf", (net, leader) -> net.deafen(leader, others(leader)));
  }

  @Test
  void theLeaderIsInAMinority() throws Exception {
    outage(
        "minority",
        (net, leader) ->
            net.cut(
                List.of(leader, (leader + 1) % SERVERS),
                IntStream.range(2, SERVERS).map(i -> (leader + i) % SERVERS).boxed().toList()));
  }

  /// The leader has a state that nobody else gets. When it comes back it drops that state, ends with a
  /// message, and is one of the cluster when it is started again.
  @Test
  void aStateThatALeaderAloneHasRestoredIsGivenUp() throws Exception {
    SplitNetwork network = networkOrSkip();
    AgentProcess any = cluster.server(0);
    assertEquals("true", any.put("/v1/kv/mark", "saved").body().strip());
    byte[] saved = any.bytes("/v1/snapshot");
    assertEquals("true", any.put("/v1/kv/mark", "current").body().strip());
    int leader = restoreAlone(network, saved);
    cluster.kill(leader);
    awaitLeaderOtherThan(leader);
    network.heal();
    int other = others(leader).getFirst();
    assertEquals("true", cluster.server(other).put("/v1/kv/mark", "after").body().strip());
    cluster.restart(leader);
    assertEquals(1, cluster.server(leader).awaitExit(Duration.ofSeconds(60)));
    String log = cluster.server(leader).log();
    assertTrue(log.contains("It has gone back to its own log. Start it again"), log);
    cluster.restart(leader);
    try (FaultLoad load = FaultLoad.on(cluster, "restored-alone")) {
      load.finish("given up");
    }
    assertEquals("after", cluster.server(leader).get("/v1/kv/mark?raw&stale").body());
  }

  private static void awaitLeaderOtherThan(int old) throws Exception {
    for (int i = 0; i < 100 && cluster.leader() == old; i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    assertNotEquals(old, cluster.leader());
  }

  /// Something may be in flight when the network is cut, for which a restore waits; then it is tried
  /// again.
  private static int restoreAlone(SplitNetwork network, byte[] saved) throws Exception {
    for (int i = 0; i < 20; i++) {
      int leader = cluster.leader();
      Path snapshots = cluster.data(leader).resolve("raft").resolve("snapshots");
      network.isolate(leader);
      CompletableFuture<Integer> answer = cluster.server(leader).putLater("/v1/snapshot", saved);
      if (appears(snapshots, "provisional")) {
        assertFalse(answer.isDone(), "nobody may be told that it is restored");
        return leader;
      }
      network.heal();
      assertNotEquals(200, answer.get(60, TimeUnit.SECONDS));
    }
    throw new AssertionError("no leader has restored a state alone");
  }

  private static boolean appears(Path folder, String name) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    while (System.nanoTime() - end < 0) {
      try (Stream<Path> snapshots = Files.list(folder)) {
        if (snapshots.anyMatch(
            one -> !one.toString().endsWith(".tmp") && Files.exists(one.resolve(name)))) {
          return true;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return false;
  }

  private static SplitNetwork networkOrSkip() {
    SplitNetwork network = FiveServersFaultsIT.network;
    if (network == null) {
      System.out.println("SKIPPED: " + SplitNetwork.NEEDS);
      throw new TestAbortedException("SKIPPED: " + SplitNetwork.NEEDS);
    }
    return network;
  }

  private interface Cut {
    void make(SplitNetwork network, int leader) throws Exception;
  }

  private static void outage(String name, Cut cut) throws Exception {
    SplitNetwork network = networkOrSkip();
    try (FaultLoad load = FaultLoad.on(cluster, name)) {
      for (int i = 0; i < ThreeServersFaultsIT.ROUNDS; i++) {
        int leader = cluster.leader();
        cut.make(network, leader);
        LockSupport.parkNanos(FaultCluster.OUTAGE.toNanos());
        // The side with a majority goes on.
        load.awaitAcceptedAfter(System.nanoTime());
        FaultLoad.Probes probes = load.probe(leader);
        network.heal();
        probes.await();
        load.awaitEveryone();
      }
      load.finish(ThreeServersFaultsIT.ROUNDS + " times");
    }
  }

  private static List<Integer> others(int server) {
    return IntStream.range(0, SERVERS).filter(i -> i != server).boxed().toList();
  }
}
