// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Servers that die, stand still or run out of disk under load. `-Dfaults.rounds=N` repeats each fault N times as
/// often.
@Timeout(3600)
class ThreeServersFaultsIT {
  static final int ROUNDS = Integer.getInteger("faults.rounds", 1);

  @TempDir static Path folder;
  private static @Nullable SmallDisks disks;
  private static FaultCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    if (SmallDisks.isPossible(folder)) {
      disks = SmallDisks.of(folder, 3);
    }
    List<FaultCluster.Site> sites = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Path disk = disks == null ? folder.resolve("disk-" + i) : disks.disk(i);
      sites.add(new FaultCluster.Site("127.0.41." + (i + 1), List.of(), disk.resolve("data")));
    }
    cluster = FaultCluster.start(folder, sites);
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    if (disks != null) {
      disks.close();
    }
  }

  @Test
  void leadersAreKilledAgainAndAgain() throws Exception {
    try (FaultLoad load = FaultLoad.on(cluster, "leader-killed")) {
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < 3 * ROUNDS; i++) {
        int leader = cluster.leader();
        long killed = System.nanoTime();
        cluster.kill(leader);
        millis.add(load.awaitAcceptedAfter(killed).toMillis());
        cluster.restart(leader);
        load.awaitEveryone();
      }
      load.finish("next write after " + millis + " ms");
    }
  }

  /// When it goes on, it still takes itself for the leader, and reads wait in its sockets. Its lease
  /// is over, so it may not answer them by what it knows.
  @Test
  void aLeaderThatStoodStillServesNothingOld() throws Exception {
    try (FaultLoad load = FaultLoad.on(cluster, "leader-stopped")) {
      int answered = 0;
      for (int i = 0; i < 2 * ROUNDS; i++) {
        int leader = cluster.leader();
        AgentProcess process = cluster.server(leader);
        long stopped = System.nanoTime();
        process.signal("STOP");
        LockSupport.parkNanos(FaultCluster.OUTAGE.toNanos());
        load.awaitAcceptedAfter(stopped);
        FaultLoad.Probes probes = load.probe(leader);
        assertNotEquals(leader, cluster.leader());
        process.signal("CONT");
        answered += probes.await();
        load.awaitEveryone();
      }
      assertTrue(answered > 0, "no read was answered after a leader went on");
      load.finish(answered + " waiting reads answered when it went on");
    }
  }

  @Test
  void aFollowerThatStoodStillCatchesUp() throws Exception {
    try (FaultLoad load = FaultLoad.on(cluster, "follower-stopped")) {
      for (int i = 0; i < ROUNDS; i++) {
        int follower = (cluster.leader() + 1 + i % 2) % 3;
        AgentProcess process = cluster.server(follower);
        process.signal("STOP");
        LockSupport.parkNanos(FaultCluster.OUTAGE.toNanos());
        load.awaitAcceptedAfter(System.nanoTime());
        FaultLoad.Probes probes = load.probe(follower);
        process.signal("CONT");
        probes.await();
        load.awaitEveryone();
      }
      load.finish("once for " + FaultCluster.OUTAGE.toMillis() + " ms");
    }
  }

  /// The saved state is there or it is not, on all servers alike. The leader may come back with a state
  /// that the others have given up; it then ends by itself, and is right when it is started again.
  @Test
  void aSavedStateIsRestoredEverywhereOrNowhereWhenItsLeaderIsKilled() throws Exception {
    Random random = new Random(1);
    int restored = 0;
    for (int i = 0; i < ROUNDS; i++) {
      AgentProcess any = cluster.server(0);
      assertEquals("true", any.put("/v1/kv/mark", "saved-" + i).body().strip());
      byte[] saved = any.bytes("/v1/snapshot");
      assertEquals("true", any.put("/v1/kv/mark", "current-" + i).body().strip());
      int leader = cluster.leader();
      AgentProcess process = cluster.server(leader);
      CompletableFuture<Boolean> answered = new CompletableFuture<>();
      Thread.startVirtualThread(() -> answered.complete(accepts(process, saved)));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(60)));
      cluster.kill(leader);
      boolean acknowledged = answered.get(60, TimeUnit.SECONDS);
      cluster.restart(leader);
      String mark = settledMark(leader, i);
      assertTrue(mark.equals("saved-" + i) || !acknowledged, "acknowledged, and not there");
      restored += mark.startsWith("saved") ? 1 : 0;
      try (FaultLoad load = FaultLoad.on(cluster, "restore-" + i)) {
        load.finish("leader killed while it restored, " + mark);
      }
    }
    System.out.println(restored + " of " + ROUNDS + " saved states restored");
  }

  private static boolean accepts(AgentProcess server, byte[] snapshot) {
    try {
      return server.put("/v1/snapshot", snapshot).statusCode() == 200;
    } catch (IOException killed) {
      return false;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /// What all servers hold by themselves, when they agree.
  private static String settledMark(int killed, int round) throws Exception {
    Set<String> marks = Set.of();
    for (long end = System.nanoTime() + 60_000_000_000L; System.nanoTime() < end; ) {
      if (!cluster.server(killed).isAlive()) {
        assertTrue(cluster.server(killed).log().contains("gone back to its own log"));
        cluster.restart(killed);
      }
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < 3; i++) {
        seen.add(mark(i));
      }
      if (seen.size() == 1 && seen.iterator().next().endsWith("-" + round)) {
        return seen.iterator().next();
      }
      marks = seen;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    throw new AssertionError("they hold " + marks);
  }

  private static String mark(int i) throws Exception {
    try {
      return cluster.server(i).get("/v1/kv/mark?raw&stale").body();
    } catch (IOException down) {
      return down.toString();
    }
  }

  /// It stops and says why; the others go on, and it comes back when there is space.
  @Test
  void serversWithAFullDiskStopAndComeBack() throws Exception {
    SmallDisks disks = ThreeServersFaultsIT.disks;
    if (disks == null) {
      System.out.println("SKIPPED: " + SmallDisks.NEEDS);
    }
    assumeTrue(disks != null, "SKIPPED: " + SmallDisks.NEEDS);
    try (FaultLoad load = FaultLoad.on(cluster, "disk-full")) {
      for (int i = 0; i < 2 * ROUNDS; i++) {
        // The leader first, then a follower.
        int victim = (cluster.leader() + i % 2) % 3;
        AgentProcess process = cluster.server(victim);
        disks.fill(victim);
        useUp(process, cluster.server((victim + 1) % 3));
        assertEquals(1, process.awaitExit(Duration.ofSeconds(60)));
        String log = process.log();
        assertTrue(log.contains("cannot write the raft log in " + disks.disk(victim)), log);
        assertTrue(log.contains("No space left on device"), log);
        assertTrue(log.contains("Make space on that disk and start this server again"), log);
        load.awaitAcceptedAfter(System.nanoTime());
        disks.makeSpace(victim);
        cluster.restart(victim);
        load.awaitEveryone();
      }
      load.finish("leader and follower, " + ROUNDS + " times");
    }
  }

  /// The log has space set aside, which small writes would take long to use up.
  private static void useUp(AgentProcess victim, AgentProcess other) throws Exception {
    String value = "x".repeat(400_000);
    for (int i = 0; i < 100 && !victim.log().contains("raft stops"); i++) {
      other.put("/v1/kv/bulk", value);
    }
  }
}
