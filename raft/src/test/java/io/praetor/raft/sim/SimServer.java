// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationState;
import io.praetor.raft.ServerId;
import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.SnapshotSource;
import io.praetor.raft.core.ConfigurationCodec;
import io.praetor.raft.core.CoreStatus;
import io.praetor.raft.core.Effect;
import io.praetor.raft.core.Entry;
import io.praetor.raft.core.EntryType;
import io.praetor.raft.core.Fault;
import io.praetor.raft.core.FaultyCore;
import io.praetor.raft.core.Input;
import io.praetor.raft.core.Message;
import io.praetor.raft.core.Outcome;
import io.praetor.raft.core.ProposalId;
import io.praetor.raft.core.RaftCore;
import io.praetor.raft.driver.SimRecovery;
import io.praetor.raft.history.Violation;
import io.praetor.raft.storage.MemorySnapshotStore;
import io.praetor.raft.storage.SnapshotSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One simulated server: a core, and the driver's work done in virtual time. A crash keeps the
/// disk and the snapshots and forgets everything else.
final class SimServer {
  /// Hears how requests end.
  interface Answer {
    void done(Outcome outcome, SimServer server);
  }

  private final ServerId id;
  private final Simulation world;
  private final Agenda agenda;
  private final RandomGenerator random;
  private final double clockRate;
  private final long clockOffsetNanos;
  private final SimDisk disk;
  private final MemorySnapshotStore snapshots;
  private final @Nullable Configuration bootstrap;

  // Gone with a crash.
  private @Nullable RaftCore core;
  private int life;
  private SimMachine machine = new SimMachine();
  private long appliedIndex;
  private long appliedTerm;
  private ConfigurationState appliedConfiguration = ConfigurationState.NONE;
  private final Map<ProposalId, Answer> requests = new HashMap<>();
  private final Map<Long, Answer> committed = new HashMap<>();
  private final Map<Answer, Long> reading = new HashMap<>();
  private final Map<Long, byte[]> received = new HashMap<>();
  private long provisionalIndex;
  private long seenCommit;
  private long ledTerm;
  private long wakeVersion;
  private final List<Runnable> waitingForDisk = new ArrayList<>();
  private boolean syncing;
  private long applyFreeNanos;
  private long pausedUntilNanos;
  private long diskFactor = 1;

  SimServer(ServerId id, Simulation world, @Nullable Configuration bootstrap) {
    this.id = id;
    this.world = world;
    this.agenda = world.agenda();
    this.random = world.random();
    this.bootstrap = bootstrap;
    this.clockRate = 1 + (random.nextDouble() * 2 - 1) * world.profile().clockSkew();
    this.clockOffsetNanos = random.nextLong(TimeUnit.DAYS.toNanos(1));
    this.disk = new SimDisk(world.fault());
    this.snapshots =
        new MemorySnapshotStore(() -> Instant.ofEpochMilli(agenda.nowNanos() / 1_000_000));
  }

  ServerId id() {
    return id;
  }

  boolean isUp() {
    return core != null;
  }

  boolean isPaused() {
    return agenda.nowNanos() < pausedUntilNanos;
  }

  SimMachine machine() {
    return machine;
  }

  long appliedIndex() {
    return appliedIndex;
  }

  CoreStatus status() {
    return Objects.requireNonNull(core).status();
  }

  boolean leads() {
    return isUp() && status().leads();
  }

  boolean hasLease() {
    return leads() && localNanos() < status().leaseUntilNanos();
  }

  private long localNanos() {
    return clockOffsetNanos + (long) (agenda.nowNanos() * clockRate);
  }

  // Life.

  void start() {
    machine = new SimMachine();
    SimRecovery recovery = SimRecovery.run(disk, snapshots, machine, bootstrap);
    Snapshot snapshot = recovery.snapshot();
    appliedIndex = snapshot == null ? 0 : snapshot.meta().index();
    appliedTerm = snapshot == null ? 0 : snapshot.meta().term();
    appliedConfiguration =
        snapshot == null ? ConfigurationState.NONE : snapshot.meta().configuration();
    seenCommit = appliedIndex;
    provisionalIndex = recovery.recovered().provisional() ? appliedIndex : 0;
    core =
        FaultyCore.with(
            world.fault(),
            id,
            world.profile().options(),
            recovery.recovered(),
            disk,
            random,
            localNanos());
    world.trace(() -> id + " starts: " + status());
    step(new Input.Tick());
  }

  void crash() {
    world.trace(() -> id + " crashes");
    core = null;
    life++;
    disk.crash(random);
    requests.values().forEach(answer -> answer.done(new Outcome.LeadershipLost(), this));
    committed.values().forEach(answer -> answer.done(new Outcome.LeadershipLost(), this));
    reading.keySet().forEach(answer -> answer.done(new Outcome.LeadershipLost(), this));
    requests.clear();
    committed.clear();
    reading.clear();
    received.clear();
    waitingForDisk.clear();
    syncing = false;
    applyFreeNanos = 0;
    pausedUntilNanos = 0;
    world.processGone(this);
  }

  void pause(long nanos) {
    world.trace(() -> id + " pauses for " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
    pausedUntilNanos = agenda.nowNanos() + nanos;
  }

  void diskFactor(long factor) {
    diskFactor = factor;
  }

  // Inputs.

  void request(ProposalId request, Input input, Answer answer) {
    if (isUp()) {
      requests.put(request, answer);
      deliver(input);
    } else {
      answer.done(new Outcome.NotLeader(null), this);
    }
  }

  void restore(ProposalId request, long above, byte[] state, Answer answer) {
    long handle = world.nextHandle();
    if (isUp()) {
      received.put(handle, state);
    }
    request(request, new Input.RestoreState(request, above, handle), answer);
  }

  void deliver(Input input) {
    int livesNow = life;
    if (isPaused()) {
      agenda.at(
          pausedUntilNanos,
          () -> {
            if (life == livesNow) {
              deliver(input);
            }
          });
    } else if (isUp()) {
      world.trace(() -> id + " <- " + input);
      step(input);
    }
  }

  private void step(Input input) {
    RaftCore running = Objects.requireNonNull(core);
    for (Effect effect : running.step(input, localNanos())) {
      carryOut(effect);
    }
    observe(running.status());
  }

  private void observe(CoreStatus status) {
    for (long index = seenCommit + 1; index <= status.commitIndex(); index++) {
      Entry entry = disk.written().get(index);
      if (entry != null) {
        world.ledger().committed(id, index, entry.term(), status.term());
      }
    }
    seenCommit = Math.max(seenCommit, status.commitIndex());
    if (status.leads()) {
      world.ledger().leads(id, status.term(), disk.written(), status.commitIndex());
      if (status.term() > ledTerm) {
        ledTerm = status.term();
        world.elected(this);
      }
    }
  }

  // Effects.

  private void carryOut(Effect effect) {
    world.trace(() -> "    " + id + " -> " + effect);
    switch (effect) {
      case Effect.Persist persist -> persist(persist);
      case Effect.Send(ServerId to, Message message) -> world.network().send(id, to, message);
      case Effect.SendSnapshot(ServerId to, long term) -> sendSnapshot(to, term);
      case Effect.Apply apply -> onApplyThread(() -> apply(apply));
      case Effect.Complete(ProposalId request, Outcome outcome) -> complete(request, outcome);
      case Effect.TakeSnapshot() -> onApplyThread(this::takeSnapshot);
      case Effect.RestoreSnapshot(SnapshotMeta meta, long handle) ->
          onApplyThread(() -> restoreSnapshot(meta, handle));
      case Effect.DiscardSnapshot(long handle) -> received.remove(handle);
      case Effect.ConfirmSnapshot(SnapshotMeta meta) -> {
        world.ledger().committed(id, meta.index(), meta.term(), status().term());
        if (provisionalIndex <= meta.index()) {
          provisionalIndex = 0;
        }
        snapshots.confirm(meta.index());
        disk.issueCompact(meta.index());
        onDisk(() -> {});
      }
      case Effect.WithdrawSnapshot(SnapshotMeta meta, long truncateFrom) -> {
        disk.issue(new Effect.Persist(0, null, truncateFrom, List.of()));
        onDisk(() -> withdraw(meta));
      }
      case Effect.Compact(long index) -> {
        disk.issueCompact(index);
        onDisk(() -> {});
      }
      case Effect.Probe(ServerId peer) -> world.probe(this, peer);
      case Effect.LeaderChanged changed -> {}
      case Effect.Wake(long atNanos) -> wakeAt(atNanos);
    }
  }

  private void wakeAt(long localNanos) {
    long version = ++wakeVersion;
    long at = (long) Math.ceil((localNanos - clockOffsetNanos) / clockRate) + 1;
    later(
        at,
        () -> {
          if (version == wakeVersion) {
            deliver(new Input.Tick());
          }
        });
  }

  private void persist(Effect.Persist persist) {
    for (Entry entry : persist.entries()) {
      long index = entry.index();
      Entry previous =
          index == persist.entries().getFirst().index()
              ? (persist.truncateFrom() > 0 && persist.truncateFrom() < index
                  ? null
                  : disk.written().get(index - 1))
              : persist.entries().get((int) (index - persist.entries().getFirst().index()) - 1);
      if (previous != null) {
        world.ledger().appended(id, entry, previous.term());
      }
    }
    disk.issue(persist);
    if (world.fault() == Fault.DISK_LIES_ABOUT_SYNC) {
      onDisk(() -> {});
      later(agenda.nowNanos(), () -> deliver(new Input.Persisted(persist.sequence())));
    } else {
      onDisk(() -> deliver(new Input.Persisted(persist.sequence())));
    }
  }

  /// One sync covers everything that waits when it begins, as in the real log writer.
  private void onDisk(Runnable then) {
    waitingForDisk.add(then);
    if (!syncing) {
      sync();
    }
  }

  private void sync() {
    List<Runnable> group = List.copyOf(waitingForDisk);
    waitingForDisk.clear();
    syncing = !group.isEmpty();
    if (syncing) {
      long busy = 20_000 + random.nextLong(world.profile().maxDiskNanos() * diskFactor);
      later(
          agenda.nowNanos() + busy,
          () -> {
            group.forEach(one -> disk.sync());
            group.forEach(Runnable::run);
            sync();
          });
    }
  }

  private void onApplyThread(Runnable job) {
    long busy = 10_000 + random.nextLong(2_000_000);
    applyFreeNanos = Math.max(applyFreeNanos, agenda.nowNanos()) + busy;
    later(applyFreeNanos, job);
  }

  private void later(long atNanos, Runnable action) {
    int livesNow = life;
    agenda.at(
        atNanos,
        () -> {
          if (life == livesNow) {
            action.run();
          }
        });
  }

  private void apply(Effect.Apply apply) {
    for (Entry entry : apply.entries()) {
      if (entry.index() != appliedIndex + 1) {
        throw new Violation("%s applies %s after index %d".formatted(id, entry, appliedIndex));
      }
      world.ledger().applied(id, entry);
      if (entry.type() == EntryType.COMMAND) {
        machine.apply(entry.index(), entry.term(), entry.data());
      } else if (entry.type() == EntryType.CONFIGURATION) {
        appliedConfiguration =
            new ConfigurationState(ConfigurationCodec.decode(entry.data()), entry.index());
      }
      appliedIndex = entry.index();
      appliedTerm = entry.term();
      Answer answer = committed.remove(entry.index());
      if (answer != null) {
        answer.done(new Outcome.Committed(entry.index()), this);
      }
    }
    deliver(new Input.Applied(appliedIndex));
    answerReads();
  }

  private void complete(ProposalId request, Outcome outcome) {
    Answer answer = requests.remove(request);
    if (answer == null) {
      return;
    }
    switch (outcome) {
      case Outcome.Committed(long index) -> committed.put(index, answer);
      case Outcome.ReadReady(long index) -> {
        reading.put(answer, index);
        answerReads();
      }
      default -> answer.done(outcome, this);
    }
  }

  private void answerReads() {
    reading
        .entrySet()
        .removeIf(
            read -> {
              boolean ready = read.getValue() <= appliedIndex;
              if (ready) {
                read.getKey().done(new Outcome.ReadReady(read.getValue()), this);
              }
              return ready;
            });
  }

  // Snapshots.

  private void takeSnapshot() {
    if (appliedIndex == 0 || provisionalIndex > 0) {
      deliver(new Input.SnapshotFailed());
      return;
    }
    boolean faulty = world.fault() == Fault.SNAPSHOT_MISSES_LAST_ENTRY;
    SnapshotSource source = machine.snapshot();
    long index = appliedIndex + (faulty ? 1 : 0);
    if (faulty && !disk.durable().containsKey(index)) {
      deliver(new Input.SnapshotFailed());
      return;
    }
    long term = faulty ? disk.durable().get(index).term() : appliedTerm;
    ConfigurationState configuration = appliedConfiguration;
    later(
        agenda.nowNanos() + random.nextLong(400_000_000),
        () -> {
          Snapshot snapshot = publish(index, term, configuration, source, false);
          deliver(new Input.SnapshotTaken(snapshot.meta()));
        });
  }

  private Snapshot publish(
      long index,
      long term,
      ConfigurationState configuration,
      SnapshotSource source,
      boolean provisional) {
    SnapshotSink sink = snapshots.create(index, term, configuration);
    try {
      source.writeTo(sink.out());
      return provisional ? sink.publishProvisionally() : sink.publish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sendSnapshot(ServerId to, long term) {
    Snapshot snapshot = snapshots.latest().orElseThrow(() -> new Violation("no snapshot to send"));
    try (InputStream in = snapshot.open()) {
      world.sendSnapshot(id, to, term, snapshot.meta(), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // A transport reports a failed transfer; here it always does in the end, which does no harm.
    later(agenda.nowNanos() + 3_000_000_000L, () -> deliver(new Input.Unreachable(to)));
  }

  /// The bytes of a snapshot have arrived.
  void install(ServerId from, long term, SnapshotMeta meta, byte[] state) {
    if (isUp()) {
      long handle = world.nextHandle();
      received.put(handle, state);
      deliver(new Input.Receive(from, new Message.InstallSnapshot(term, meta, handle)));
    }
  }

  /// As the process that ends there and is started again.
  private void withdraw(SnapshotMeta meta) {
    world.trace(() -> id + " withdraws " + meta);
    snapshots.withdraw(meta.index());
    crash();
    agenda.in(
        20_000_000,
        () -> {
          if (!isUp()) {
            start();
          }
        });
  }

  private void restoreSnapshot(SnapshotMeta meta, long handle) {
    byte[] state = Objects.requireNonNull(received.remove(handle));
    provisionalIndex = meta.index();
    Snapshot snapshot =
        publish(meta.index(), meta.term(), meta.configuration(), out -> out.write(state), true);
    later(
        agenda.nowNanos() + random.nextLong(50_000_000),
        () -> {
          if (world.fault() != Fault.RESTORED_SNAPSHOT_LEAVES_STATE) {
            try (InputStream in = snapshot.open()) {
              machine.restore(in, meta.index(), meta.term());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
          appliedIndex = meta.index();
          appliedTerm = meta.term();
          appliedConfiguration = meta.configuration();
          // What may still be on disk below it has not been committed as far as this server knows.
          seenCommit = Math.max(seenCommit, meta.index());
          world.trace(() -> id + " restored " + meta);
          deliver(new Input.SnapshotRestored(meta));
          answerReads();
        });
  }
}
