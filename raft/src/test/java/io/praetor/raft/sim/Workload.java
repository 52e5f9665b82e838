// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.praetor.raft.core.Entry;
import io.praetor.raft.core.EntryType;
import io.praetor.raft.core.Input;
import io.praetor.raft.core.Outcome;
import io.praetor.raft.core.Proposal;
import io.praetor.raft.core.ProposalId;
import io.praetor.raft.history.History;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Clients that write and read a few registers, each one operation at a time, at servers that
/// think they lead.
final class Workload {
  private static final int CLIENTS = 4;
  private static final int KEYS = 2;

  private final Simulation world;
  private final RandomGenerator random;
  private final History history;
  private long values;
  private long restored;
  private boolean stopped;

  Workload(Simulation world, History history) {
    this.world = world;
    this.random = world.random();
    this.history = history;
  }

  void start() {
    for (int i = 0; i < CLIENTS; i++) {
      next(0);
    }
    readByLeaseOften();
    if (world.profile().meanRestoreNanos() > 0) {
      restoreSometimes();
    }
  }

  long restored() {
    return restored;
  }

  void stop() {
    stopped = true;
  }

  private void next(long thinkNanos) {
    world
        .agenda()
        .in(
            thinkNanos + random.nextLong(MILLISECONDS.toNanos(150)),
            () -> {
              if (!stopped) {
                operate();
              }
            });
  }

  private void operate() {
    SimServer server = world.someLeader();
    if (server == null) {
      next(MILLISECONDS.toNanos(100));
      return;
    }
    String key = "k" + random.nextInt(KEYS);
    if (random.nextInt(5) < 3) {
      write(server, key, new Turn());
    } else {
      read(server, key, new Turn());
    }
  }

  /// One operation's turn of a client. An answer that takes too long is given up on, and may still
  /// come.
  private final class Turn {
    private boolean over;

    Turn() {
      world.agenda().in(MILLISECONDS.toNanos(2500), this::end);
    }

    void end() {
      if (!over) {
        over = true;
        next(0);
      }
    }
  }

  private void write(SimServer server, String key, Turn turn) {
    String text = "v" + ++values;
    History.Operation operation = history.invokeWrite(key, text);
    propose(
        server,
        SimMachine.write(key, text),
        (outcome, at) -> {
          if (outcome instanceof Outcome.Committed(long index)) {
            history.writeDone(operation, index);
            world.acknowledged(text, index);
          }
          turn.end();
        });
  }

  void propose(SimServer server, byte[] command, SimServer.Answer answer) {
    ProposalId id = world.nextId();
    Proposal proposal = new Proposal(id, EntryType.COMMAND, command, Entry.NO_BYTES);
    server.request(id, new Input.Propose(List.of(proposal)), answer);
  }

  private void read(SimServer server, String key, Turn turn) {
    History.Operation operation = history.invokeRead(key);
    ProposalId id = world.nextId();
    server.request(
        id,
        new Input.Read(id),
        (outcome, at) -> {
          if (outcome instanceof Outcome.ReadReady) {
            readDone(operation, at);
          }
          turn.end();
        });
  }

  /// An operator puts a saved state in the place of the cluster's.
  private void restoreSometimes() {
    world
        .agenda()
        .in(
            1 + random.nextLong(2 * world.profile().meanRestoreNanos()),
            () -> {
              if (!stopped) {
                SimServer server = world.someLeader();
                if (server != null) {
                  restore(server);
                }
                restoreSometimes();
              }
            });
  }

  private void restore(SimServer server) {
    values++;
    Map<String, String> state = new TreeMap<>();
    for (int i = 0; i < KEYS; i++) {
      state.put("k" + i, "r" + values + "-" + i);
    }
    List<History.Operation> operations = history.invokeWriteOfAll(state);
    server.restore(
        world.nextId(),
        random.nextInt(3) == 0 ? random.nextLong(500) : 0,
        SimMachine.saved(state),
        (outcome, at) -> {
          world.trace(() -> "restore of " + state + ": " + outcome);
          if (outcome instanceof Outcome.Committed(long index)) {
            restored++;
            // The entry right after it was waited for.
            operations.forEach(one -> history.writeDone(one, index - 1));
          }
        });
  }

  /// Reads of a leader that relies on its lease cost no message, so there are many.
  private void readByLeaseOften() {
    world
        .agenda()
        .in(
            random.nextLong(MILLISECONDS.toNanos(20)),
            () -> {
              if (!stopped) {
                readByLease("k" + random.nextInt(KEYS));
                readByLeaseOften();
              }
            });
  }

  private void readByLease(String key) {
    SimServer server = world.someLeader();
    if (server != null && server.hasLease() && !server.isPaused()) {
      History.Operation operation = history.invokeRead(key);
      readDone(operation, server);
    }
  }

  private void readDone(History.Operation read, SimServer at) {
    SimMachine.Value value = at.machine().read(read.key());
    history.readDone(read, value.index() == 0 ? null : value.text(), value.index());
  }
}
