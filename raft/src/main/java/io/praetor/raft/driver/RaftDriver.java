// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.Applied;
import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationChange;
import io.praetor.raft.ConfigurationState;
import io.praetor.raft.Leader;
import io.praetor.raft.LeadershipListener;
import io.praetor.raft.RaftNode;
import io.praetor.raft.RaftStats;
import io.praetor.raft.SavedState;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.SnapshotPolicy;
import io.praetor.raft.StateMachine;
import io.praetor.raft.core.CoreStatus;
import io.praetor.raft.core.Entry;
import io.praetor.raft.core.EntryType;
import io.praetor.raft.core.Input;
import io.praetor.raft.core.Proposal;
import io.praetor.raft.core.ProposalId;
import io.praetor.raft.core.RaftCore;
import io.praetor.raft.storage.LogStore;
import io.praetor.raft.storage.SnapshotStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A running raft server: the core with a thread each for itself, the log, the state machine and
/// snapshots. It owns the log store and the transport, and closes them.
public final class RaftDriver implements RaftNode {
  private final DriverOptions options;
  private final LogStore log;
  private final SnapshotStore snapshots;
  private final Transport transport;
  private final LongSupplier nanoClock;
  private final Requests requests;
  private final Inbox inbox;
  private final LogWriter logWriter;
  private final SnapshotWriter snapshotWriter;
  private final Applier applier;
  private final RaftLoop loop;
  private final List<Thread> threads;

  private RaftDriver(
      DriverOptions options,
      StateMachine machine,
      LogStore log,
      SnapshotStore snapshots,
      Transport transport,
      Recovery recovery,
      ThreadFactory threadFactory,
      LongSupplier nanoClock,
      InstantSource wallClock,
      RandomGenerator random) {
    this.options = options;
    this.log = log;
    this.snapshots = snapshots;
    this.transport = transport;
    this.nanoClock = nanoClock;
    this.requests = new Requests(options.maxPending(), options.maxPendingBytes());
    this.inbox = new Inbox(requests);
    this.logWriter = new LogWriter(log, snapshots, inbox::add, inbox::fail);
    this.snapshotWriter = new SnapshotWriter(snapshots, inbox::add);
    this.applier =
        new Applier(
            machine,
            snapshots,
            snapshotWriter,
            recovery.snapshot(),
            recovery.recovered().provisional(),
            inbox::add,
            inbox::fail);
    RaftCore core =
        new RaftCore(
            options.self(),
            options.core(),
            recovery.recovered(),
            log,
            GoStamp.of(wallClock),
            random,
            nanoClock.getAsLong());
    this.loop = new RaftLoop(inbox, core, requests, logWriter, applier, transport, nanoClock);
    this.threads =
        List.of(
            thread(threadFactory, loop, "raft"),
            thread(threadFactory, logWriter, "raft-log"),
            thread(threadFactory, applier, "raft-apply"),
            thread(threadFactory, snapshotWriter, "raft-snapshot"));
  }

  private static Thread thread(ThreadFactory factory, Runnable body, String name) {
    Thread thread = factory.newThread(body);
    thread.setName(name);
    return thread;
  }

  /// Restores the state machine and verifies the log on the calling thread, then starts. Throws
  /// [io.praetor.raft.storage.StorageException] when what is on disk cannot be trusted. `machine`
  /// must be empty.
  public static RaftDriver start(
      DriverOptions options,
      StateMachine machine,
      LogStore log,
      SnapshotStore snapshots,
      Transport transport,
      ThreadFactory threadFactory,
      LongSupplier nanoClock,
      InstantSource wallClock,
      RandomGenerator random) {
    long base = nanoClock.getAsLong();
    Recovery recovery = Recovery.run(log, snapshots, machine, options.bootstrap());
    RaftDriver driver =
        new RaftDriver(
            options,
            machine,
            log,
            snapshots,
            transport,
            recovery,
            threadFactory,
            () -> nanoClock.getAsLong() - base, // So that sums of times cannot overflow.
            wallClock,
            random);
    transport.start(new Arrivals(driver.inbox, snapshots));
    driver.threads.forEach(Thread::start);
    return driver;
  }

  @Override
  public CompletableFuture<Applied> propose(byte[] command) {
    return propose(command, Entry.NO_BYTES);
  }

  @Override
  public CompletableFuture<Applied> propose(byte[] command, byte[] extensions) {
    CompletableFuture<Applied> future = new CompletableFuture<>();
    ProposalId id = requests.admit(new Request.Command(future, command.length + extensions.length));
    if (id != null) {
      inbox.add(
          new Input.Propose(List.of(new Proposal(id, EntryType.COMMAND, command, extensions))));
    }
    return future;
  }

  @Override
  public CompletableFuture<Long> barrier() {
    return index(
        id ->
            new Input.Propose(
                List.of(new Proposal(id, EntryType.BARRIER, Entry.NO_BYTES, Entry.NO_BYTES))));
  }

  @Override
  public CompletableFuture<Long> readBarrier() {
    return index(Input.Read::new);
  }

  @Override
  public CompletableFuture<Long> changeConfiguration(
      ConfigurationChange change, long previousIndex) {
    return index(id -> new Input.ChangeConfiguration(id, change, previousIndex));
  }

  @Override
  public void bootstrap(Configuration configuration) {
    inbox.add(new Input.Bootstrap(Recovery.firstEntry(configuration)));
  }

  @Override
  public CompletableFuture<Void> transferLeadership(@Nullable ServerId target) {
    CompletableFuture<Void> future = new CompletableFuture<>();
    ProposalId id = requests.admit(new Request.Handover(future));
    if (id != null) {
      inbox.add(new Input.TransferLeadership(id, target));
    }
    return future;
  }

  private interface ToInput {
    Input of(ProposalId id);
  }

  private CompletableFuture<Long> index(ToInput input) {
    CompletableFuture<Long> future = new CompletableFuture<>();
    ProposalId id = requests.admit(new Request.Index(future));
    if (id != null) {
      inbox.add(input.of(id));
    }
    return future;
  }

  @Override
  public void snapshotPolicy(SnapshotPolicy policy) {
    inbox.add(new Input.ChangeSnapshotPolicy(policy));
  }

  @Override
  public CompletableFuture<Snapshot> snapshot() {
    CompletableFuture<Snapshot> future = new CompletableFuture<>();
    applier.add(new ApplyJob.TakeSnapshot(future));
    return future;
  }

  @Override
  public CompletableFuture<Long> restore(long above, SavedState state) {
    long handle = inbox.keep(new RestoredState(snapshots, state));
    CompletableFuture<Long> future = index(id -> new Input.RestoreState(id, above, handle));
    return future.whenComplete((index, failure) -> inbox.forget(handle));
  }

  @Override
  public boolean isLeader() {
    return loop.status().leads() && !inbox.isStopping();
  }

  @Override
  public boolean hasLease() {
    CoreStatus status = loop.status();
    return status.leads()
        && !inbox.isStopping()
        && nanoClock.getAsLong() < status.leaseUntilNanos();
  }

  @Override
  public Optional<Leader> leader() {
    return Optional.ofNullable(loop.status().leader());
  }

  @Override
  public long term() {
    return loop.status().term();
  }

  @Override
  public long lastIndex() {
    return loop.status().lastIndex();
  }

  @Override
  public long commitIndex() {
    return loop.status().commitIndex();
  }

  @Override
  public long appliedIndex() {
    return applier.appliedIndex();
  }

  @Override
  public long lastContactMillis() {
    CoreStatus status = loop.status();
    if (status.leads()) {
      return 0;
    }
    return status.everHeardLeader()
        ? TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - status.leaderHeardNanos())
        : -1;
  }

  @Override
  public ConfigurationState configuration() {
    return loop.status().configuration();
  }

  @Override
  public RaftStats stats() {
    CoreStatus status = loop.status();
    Configuration configuration = status.configuration().configuration();
    SnapshotMeta snapshot = status.snapshot();
    long contact = lastContactMillis();
    return new RaftStats(
        inbox.isStopping() ? "Shutdown" : status.role(),
        status.term(),
        status.lastIndex(),
        status.lastTerm(),
        status.commitIndex(),
        appliedIndex(),
        Math.max(0, status.commitIndex() - appliedIndex()),
        snapshot == null ? 0 : snapshot.index(),
        snapshot == null ? 0 : snapshot.term(),
        status.configuration(),
        (int)
            configuration.servers().stream()
                .filter(Server::isVoter)
                .filter(server -> !server.id().equals(options.self()))
                .count(),
        status.leads() ? "0" : contact < 0 ? "never" : contact + "ms");
  }

  @Override
  public void addLeadershipListener(LeadershipListener listener) {
    loop.addListener(listener);
  }

  @Override
  public CompletableFuture<Void> stopped() {
    return inbox.stopped().copy();
  }

  /// How many entries shared how many syncs so far.
  public GroupCommit groupCommit() {
    return logWriter.groupCommit();
  }

  @Override
  public void close() {
    inbox.stop();
    boolean interrupted = join(threads.get(0));
    logWriter.stop();
    applier.add(new ApplyJob.Stop());
    interrupted |= join(threads.get(1));
    interrupted |= join(threads.get(2));
    snapshotWriter.stop();
    interrupted |= join(threads.get(3));
    transport.close();
    log.close();
    requests.close();
    inbox.stopped().complete(null);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits in any case, because the store must not be closed under a thread that uses it.
  private static boolean join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
