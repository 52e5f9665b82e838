// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationChange.AddNonvoter;
import io.praetor.raft.ConfigurationChange.AddVoter;
import io.praetor.raft.ConfigurationChange.Remove;
import io.praetor.raft.core.CoreOptions;
import io.praetor.raft.transport.LoopbackCluster.Node;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three servers over real sockets.
@Timeout(60)
class NettyTransportTest {
  private static final CoreOptions DEFAULTS = CoreOptions.consul(1);

  @TempDir private Path directory;

  @Test
  void whatTheLeaderAcknowledgesReachesEveryoneInOrder() throws Exception {
    try (LoopbackCluster cluster = new LoopbackCluster(3, directory, options(16384, 10240))) {
      Node leader = cluster.awaitLeader();
      List<String> commands = commands("a", 500, 10);
      LoopbackCluster.propose(leader, commands);
      for (Node node : cluster.nodes) {
        node.machine.await(commands.size());
        assertEquals(commands, node.machine.commands());
      }
      assertTrue(leader.raft().readBarrier().get() > 500);
    }
  }

  @Test
  void nothingAcknowledgedIsLostWhenTheLeaderDies() throws Exception {
    try (LoopbackCluster cluster = new LoopbackCluster(3, directory, options(16384, 10240))) {
      Node first = cluster.awaitLeader();
      List<String> before = commands("before", 100, 10);
      LoopbackCluster.propose(first, before);
      first.stop();

      Node second = cluster.awaitLeader();
      List<String> after = commands("after", 100, 10);
      LoopbackCluster.propose(second, after);
      List<String> all = new ArrayList<>(before);
      all.addAll(after);
      for (Node node : cluster.others(first)) {
        node.machine.await(all.size());
        assertEquals(all, node.machine.commands());
      }
    }
  }

  @Test
  void aServerThatLostItsLogGetsASnapshot() throws Exception {
    try (LoopbackCluster cluster = new LoopbackCluster(3, directory, options(50, 5))) {
      Node leader = cluster.awaitLeader();
      Node behind = cluster.others(leader).getFirst();
      behind.stop();
      // Several megabytes, so that it comes in many pieces.
      List<String> commands = commands("large", 200, 30_000);
      for (int from = 0; from < commands.size(); from += 20) {
        LoopbackCluster.propose(leader, commands.subList(from, from + 20));
      }
      leader.raft().snapshot().get();
      behind.start();

      behind.machine.await(commands.size());
      assertEquals(commands, behind.machine.commands());
      LoopbackCluster.propose(leader, List.of("more"));
      behind.machine.await(commands.size() + 1);
      assertTrue(behind.machine.restores() >= 1);
    }
  }

  @Test
  void aLeaderThatIsCutOffIsReplacedAndCatchesUpLater() throws Exception {
    try (LoopbackCluster cluster = new LoopbackCluster(3, directory, options(16384, 10240))) {
      Node first = cluster.awaitLeader();
      LoopbackCluster.propose(first, List.of("before"));
      first.cutOff();
      Node second = cluster.awaitLeader();
      LoopbackCluster.propose(second, List.of("during"));
      first.heal();

      first.machine.await(2);
      assertEquals(List.of("before", "during"), first.machine.commands());
    }
  }

  @Test
  void leadershipIsHandedOverByTimeoutNow() throws Exception {
    try (LoopbackCluster cluster = new LoopbackCluster(3, directory, options(16384, 10240))) {
      Node first = cluster.awaitLeader();
      LoopbackCluster.propose(first, List.of("before"));
      Node target = cluster.others(first).getLast();
      first.raft().transferLeadership(target.server().id()).get();
      assertEquals(target, cluster.awaitLeader());
    }
  }

  @Test
  void aRestoredStateReplacesThatOfAllServers() throws Exception {
    try (LoopbackCluster cluster = new LoopbackCluster(3, directory, options(16384, 10240))) {
      Node leader = cluster.awaitLeader();
      LoopbackCluster.propose(leader, List.of("a", "b"));
      ByteArrayOutputStream saved = new ByteArrayOutputStream();
      leader.machine.snapshot().writeTo(saved);
      LoopbackCluster.propose(leader, commands("lost", 100, 10));

      byte[] state = saved.toByteArray();
      long index = leader.raft().restore(500, () -> new ByteArrayInputStream(state)).get();
      assertTrue(index > 500);
      assertEquals(List.of("a", "b"), leader.machine.commands());
      LoopbackCluster.propose(leader, List.of("c"));
      for (Node node : cluster.nodes) {
        node.machine.awaitRestore();
        node.machine.await(3);
        assertEquals(List.of("a", "b", "c"), node.machine.commands());
      }
    }
  }

  @Test
  void serversThatFindEachOtherLateBeginTogether() throws Exception {
    try (LoopbackCluster cluster =
        new LoopbackCluster(3, directory, options(16384, 10240), false)) {
      cluster.nodes.forEach(node -> node.raft().bootstrap(cluster.configuration()));
      Node leader = cluster.awaitLeader();
      LoopbackCluster.propose(leader, List.of("a"));
      // Too late: the log has begun.
      leader.raft().bootstrap(cluster.configuration());
      LoopbackCluster.propose(leader, List.of("b"));
      for (Node node : cluster.nodes) {
        node.machine.await(2);
        assertEquals(1, node.raft().configuration().index());
      }
    }
  }

  @Test
  void aServerJoinsAndAnotherIsRemoved() throws Exception {
    try (LoopbackCluster cluster =
        new LoopbackCluster(3, directory, options(16384, 10240), false)) {
      Node first = cluster.nodes.getFirst();
      Node second = cluster.nodes.get(1);
      first.raft().bootstrap(new Configuration(List.of(first.server())));
      Node leader = cluster.awaitLeader();
      LoopbackCluster.propose(leader, List.of("a"));
      leader
          .raft()
          .changeConfiguration(new AddNonvoter(second.server().id(), second.address), 0)
          .get();
      leader
          .raft()
          .changeConfiguration(new AddVoter(second.server().id(), second.address), 0)
          .get();
      LoopbackCluster.propose(leader, List.of("b"));
      second.machine.await(2);
      leader.raft().changeConfiguration(new Remove(second.server().id()), 0).get();
      LoopbackCluster.propose(leader, List.of("c"));
      assertEquals(
          List.of(first.server()), leader.raft().configuration().configuration().servers());
    }
  }

  private static List<String> commands(String name, int count, int length) {
    return IntStream.range(0, count)
        .mapToObj(i -> name + "-" + i + "-" + "x".repeat(length))
        .toList();
  }

  /// Elections within tenths of a second.
  private static CoreOptions options(long snapshotThreshold, long trailing) {
    return new CoreOptions(
            TimeUnit.MILLISECONDS.toNanos(400),
            TimeUnit.MILLISECONDS.toNanos(300),
            TimeUnit.MILLISECONDS.toNanos(40),
            true,
            DEFAULTS.maxEntriesPerMessage(),
            DEFAULTS.maxBytesPerMessage(),
            DEFAULTS.maxInflightMessages(),
            DEFAULTS.maxApplyBytes(),
            DEFAULTS.tailBytes(),
            snapshotThreshold,
            TimeUnit.MILLISECONDS.toNanos(50),
            trailing)
        .withPreVote(true);
  }
}
