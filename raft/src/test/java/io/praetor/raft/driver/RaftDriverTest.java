// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.raft.Applied;
import io.praetor.raft.Configuration;
import io.praetor.raft.LeadershipListener;
import io.praetor.raft.ProposalFailure;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotPolicy;
import io.praetor.raft.StateMachine;
import io.praetor.raft.core.CoreOptions;
import io.praetor.raft.storage.FileSnapshotStore;
import io.praetor.raft.storage.LogStore;
import io.praetor.raft.storage.MemoryLogStore;
import io.praetor.raft.storage.MemorySnapshotStore;
import io.praetor.raft.storage.RocksLogStore;
import io.praetor.raft.storage.SnapshotStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RaftDriverTest {
  private static final Server SELF = Server.voter("one", "127.0.0.1:8300");

  @TempDir private Path directory;

  @Test
  void soleVoterElectsItselfAndAppliesWhatIsProposed() throws Exception {
    RegisterMachine machine = new RegisterMachine();
    try (RaftDriver node = inMemory(machine, 100)) {
      awaitLeadership(node);
      Applied first = node.propose("a".getBytes(UTF_8)).get();
      Applied second = node.propose("b".getBytes(UTF_8)).get();

      // Index 1 is the configuration, 2 the noop of term 2, as in a new Consul server.
      assertEquals(3, first.index());
      assertEquals(1, first.result());
      assertEquals(4, second.index());
      assertEquals(List.of("a", "b"), machine.commands());
      assertEquals(2, node.term());
      assertTrue(node.hasLease());
      assertTrue(node.readBarrier().get() >= 4);
      assertEquals(5, node.barrier().get());
      assertEquals("Leader", node.stats().asMap().get("state"));
      assertEquals(
          "[{Suffrage:Voter ID:one Address:127.0.0.1:8300}]",
          node.stats().asMap().get("latest_configuration"));
    }
  }

  @Test
  void everythingAcknowledgedIsThereAfterARestart() throws Exception {
    List<String> proposed = IntStream.range(0, 500).mapToObj(i -> "v" + i).toList();
    try (RaftDriver node = onDisk(new RegisterMachine())) {
      awaitLeadership(node);
      proposeAll(node, proposed);
    }
    RegisterMachine machine = new RegisterMachine();
    try (RaftDriver node = onDisk(machine)) {
      awaitLeadership(node);
      node.barrier().get();
      assertEquals(proposed, machine.commands());
      assertEquals(3, node.term());
    }
  }

  @Test
  void aSnapshotAndTheRestOfTheLogMakeTheStateAfterARestart() throws Exception {
    List<String> proposed = IntStream.range(0, 40).mapToObj(i -> "v" + i).toList();
    try (RaftDriver node = onDisk(new RegisterMachine())) {
      awaitLeadership(node);
      proposeAll(node, proposed.subList(0, 30));
      Snapshot snapshot = node.snapshot().get();
      assertEquals(32, snapshot.meta().index());
      proposeAll(node, proposed.subList(30, 40));
    }
    RegisterMachine machine = new RegisterMachine();
    try (RaftDriver node = onDisk(machine)) {
      awaitLeadership(node);
      node.barrier().get();
      assertEquals(proposed, machine.commands());
      assertEquals(32, node.stats().lastSnapshotIndex());
    }
  }

  @Test
  void anotherSnapshotPolicyTakesEffectWhileItRuns() throws Exception {
    RegisterMachine machine = new RegisterMachine();
    try (RaftDriver node = onDisk(machine)) {
      awaitLeadership(node);
      proposeAll(node, IntStream.range(0, 30).mapToObj(i -> "v" + i).toList());
      assertEquals(0, node.stats().lastSnapshotIndex());
      node.snapshotPolicy(new SnapshotPolicy(1, 1, 0));
      while (node.stats().lastSnapshotIndex() < 32) {
        // Each barrier makes the core take its inputs; the snapshot is taken meanwhile.
        node.barrier().get(10, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void anotherConfigurationIsRecoveredWithEverythingInTheLog() throws Exception {
    List<String> proposed = IntStream.range(0, 40).mapToObj(i -> "v" + i).toList();
    try (RaftDriver node = onDisk(new RegisterMachine())) {
      awaitLeadership(node);
      proposeAll(node, proposed.subList(0, 30));
      node.snapshot().get();
      proposeAll(node, proposed.subList(30, 40));
    }
    Server moved = Server.voter("one", "127.0.0.1:9999");
    try (LogStore log = RocksLogStore.open(directory.resolve("log"))) {
      PeersRecovery.run(
          log,
          FileSnapshotStore.open(directory.resolve("snapshots"), InstantSource.system()),
          new RegisterMachine(),
          new Configuration(List.of(moved)));
    }
    RegisterMachine machine = new RegisterMachine();
    try (RaftDriver node = onDisk(machine)) {
      awaitLeadership(node);
      node.barrier().get();
      assertEquals(proposed, machine.commands());
      assertEquals(List.of(moved), node.configuration().configuration().servers());
    }
  }

  @Test
  void tooManyWaitingProposalsFailAtOnce() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    RegisterMachine machine = new RegisterMachine();
    StateMachine held =
        new StateMachine() {
          @Override
          public Object apply(long index, long term, byte[] command) {
            gate.join();
            return machine.apply(index, term, command);
          }

          @Override
          public io.praetor.raft.SnapshotSource snapshot() {
            return machine.snapshot();
          }

          @Override
          public void restore(java.io.InputStream state, long index, long term) {}
        };
    try (RaftDriver node = inMemory(held, 8)) {
      awaitLeadership(node);
      List<CompletableFuture<Applied>> accepted = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        accepted.add(node.propose(("v" + i).getBytes(UTF_8)));
      }
      assertInstanceOf(
          ProposalFailure.QueueFull.class, failureOf(node.propose("late".getBytes(UTF_8))));
      gate.complete(null);
      for (CompletableFuture<Applied> one : accepted) {
        one.get();
      }
      node.propose("again".getBytes(UTF_8)).get();
      assertEquals(9, machine.commands().size());
    }
  }

  @Test
  void aFailingStateMachineStopsTheServerAndFailsItsCallers() throws Exception {
    StateMachine broken =
        new StateMachine() {
          @Override
          public Object apply(long index, long term, byte[] command) {
            throw new IllegalStateException("unknown command");
          }

          @Override
          public io.praetor.raft.SnapshotSource snapshot() {
            return out -> {};
          }

          @Override
          public void restore(java.io.InputStream state, long index, long term) {}
        };
    try (RaftDriver node = inMemory(broken, 8)) {
      awaitLeadership(node);
      assertInstanceOf(ProposalFailure.Closed.class, failureOf(node.propose("a".getBytes(UTF_8))));
      ExecutionException stopped =
          assertThrows(ExecutionException.class, () -> node.stopped().get(10, TimeUnit.SECONDS));
      assertEquals("unknown command", stopped.getCause().getMessage());
    }
  }

  @Test
  void aClosedServerRefusesProposals() throws Exception {
    RaftDriver node = inMemory(new RegisterMachine(), 8);
    awaitLeadership(node);
    node.close();
    assertInstanceOf(ProposalFailure.Closed.class, failureOf(node.propose("a".getBytes(UTF_8))));
    node.stopped().get();
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    return assertThrows(ExecutionException.class, () -> future.get(10, TimeUnit.SECONDS))
        .getCause();
  }

  private static void proposeAll(RaftDriver node, List<String> commands) throws Exception {
    List<CompletableFuture<Applied>> futures = new ArrayList<>();
    for (String command : commands) {
      futures.add(node.propose(command.getBytes(UTF_8)));
    }
    for (CompletableFuture<Applied> future : futures) {
      future.get();
    }
  }

  static void awaitLeadership(RaftDriver node) throws Exception {
    CompletableFuture<Void> led = new CompletableFuture<>();
    LeadershipListener listener =
        (term, leader, self) -> {
          if (self) {
            led.complete(null);
          }
        };
    node.addLeadershipListener(listener);
    led.get(20, TimeUnit.SECONDS);
  }

  private RaftDriver inMemory(StateMachine machine, int maxPending) {
    return start(
        machine,
        new MemoryLogStore(),
        new MemorySnapshotStore(InstantSource.system()),
        new DriverOptions(
            SELF.id(),
            CoreOptions.consul(1),
            new Configuration(List.of(SELF)),
            maxPending,
            1 << 20));
  }

  private RaftDriver onDisk(StateMachine machine) {
    return start(
        machine,
        RocksLogStore.open(directory.resolve("log")),
        FileSnapshotStore.open(directory.resolve("snapshots"), InstantSource.system()),
        DriverOptions.of(
            new ServerId("one"), CoreOptions.consul(1), new Configuration(List.of(SELF))));
  }

  private static RaftDriver start(
      StateMachine machine, LogStore log, SnapshotStore snapshots, DriverOptions options) {
    return RaftDriver.start(
        options,
        machine,
        log,
        snapshots,
        Transport.NONE,
        Thread::new,
        System::nanoTime,
        InstantSource.system(),
        new Random(1));
  }
}
