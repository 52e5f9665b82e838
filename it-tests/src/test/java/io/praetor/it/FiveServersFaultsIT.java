// SPDX-License-Identifier: Apache-2.0
package io.praetor.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

  private interface Cut {
    void make(SplitNetwork network, int leader) throws Exception;
  }

  private static void outage(String name, Cut cut) throws Exception {
    SplitNetwork network = FiveServersFaultsIT.network;
    if (network == null) {
      System.out.println("SKIPPED: " + SplitNetwork.NEEDS);
    }
    assumeTrue(network != null, "SKIPPED: " + SplitNetwork.NEEDS);
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
