// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.ConfigurationState;
import io.praetor.raft.ProposalFailure;
import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotSource;
import io.praetor.raft.StateMachine;
import io.praetor.raft.core.ConfigurationCodec;
import io.praetor.raft.core.Entry;
import io.praetor.raft.core.EntryType;
import io.praetor.raft.core.Input;
import io.praetor.raft.storage.SnapshotStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The apply thread: the only one that touches the state machine. Its queue is bounded by the
/// core, which hands out only so many bytes before it hears that they are applied.
final class Applier implements Runnable {
  private final BlockingQueue<ApplyJob> jobs = new LinkedBlockingQueue<>();
  private final StateMachine machine;
  private final SnapshotStore snapshots;
  private final SnapshotWriter snapshotWriter;
  private final Consumer<Input> done;
  private final Consumer<Throwable> failed;
  private volatile long appliedIndex;
  private long appliedTerm;
  private ConfigurationState configuration;

  /// The end of a restored state that may yet be given up, 0 if there is none: no snapshot must be
  /// made of it.
  private final AtomicLong provisionalIndex = new AtomicLong();

  Applier(
      StateMachine machine,
      SnapshotStore snapshots,
      SnapshotWriter snapshotWriter,
      @Nullable Snapshot start,
      boolean provisional,
      Consumer<Input> done,
      Consumer<Throwable> failed) {
    this.machine = machine;
    this.snapshots = snapshots;
    this.snapshotWriter = snapshotWriter;
    this.done = done;
    this.failed = failed;
    this.configuration = ConfigurationState.NONE;
    if (start != null) {
      appliedIndex = start.meta().index();
      appliedTerm = start.meta().term();
      configuration = start.meta().configuration();
      provisionalIndex.set(provisional ? appliedIndex : 0);
    }
  }

  /// A state restored up to `index` is the cluster's.
  void confirm(long index) {
    provisionalIndex.updateAndGet(known -> known <= index ? 0 : known);
  }

  void add(ApplyJob job) {
    jobs.add(job);
  }

  long appliedIndex() {
    return appliedIndex;
  }

  @Override
  public void run() {
    try {
      while (true) {
        switch (jobs.take()) {
          case ApplyJob.Apply(var entries, var waiting) -> {
            entries.forEach(entry -> apply(entry, waiting));
            done.accept(new Input.Applied(appliedIndex));
          }
          case ApplyJob.TakeSnapshot(var future) -> takeSnapshot(future);
          case ApplyJob.Restore restore -> restore(restore);
          case ApplyJob.Stop() -> {
            return;
          }
        }
      }
    } catch (InterruptedException | IOException e) {
      failed.accept(e);
    } catch (RuntimeException | Error e) {
      failed.accept(e);
    }
  }

  private void apply(Entry entry, Deque<ApplyJob.Waiting> waiting) {
    if (entry.index() != appliedIndex + 1) {
      throw new IllegalStateException(
          "entry %d does not follow applied index %d".formatted(entry.index(), appliedIndex));
    }
    Object result = null;
    if (entry.type() == EntryType.COMMAND) {
      result = machine.apply(entry.index(), entry.term(), entry.data(), entry.extensions());
    } else {
      if (entry.type() == EntryType.CONFIGURATION) {
        configuration =
            new ConfigurationState(ConfigurationCodec.decode(entry.data()), entry.index());
      }
      machine.skip(entry.index(), entry.term());
    }
    appliedTerm = entry.term();
    appliedIndex = entry.index();
    while (!waiting.isEmpty() && waiting.getFirst().index() <= appliedIndex) {
      switch (waiting.removeFirst().request()) {
        case Request.Command command -> command.succeed(appliedIndex, result);
        case Request.Index index -> index.future().complete(appliedIndex);
        case Request.Handover handover -> handover.future().complete(null);
      }
    }
  }

  /// Only takes the picture; another thread writes it while this one goes on.
  private void takeSnapshot(CompletableFuture<Snapshot> future) {
    if (appliedIndex == 0) {
      future.completeExceptionally(new ProposalFailure.Rejected("nothing new to snapshot"));
      return;
    }
    if (provisionalIndex.get() > 0) {
      done.accept(new Input.SnapshotFailed());
      future.completeExceptionally(
          new ProposalFailure.Rejected("the restored snapshot is not confirmed yet"));
      return;
    }
    SnapshotSource source = machine.snapshot();
    snapshotWriter.write(
        new SnapshotWriter.Job(source, appliedIndex, appliedTerm, configuration, future));
  }

  private void restore(ApplyJob.Restore restore) throws IOException {
    provisionalIndex.set(restore.meta().index());
    Snapshot snapshot = restore.sink().publishProvisionally();
    try (InputStream state = snapshot.open()) {
      machine.restore(state, restore.meta().index(), restore.meta().term());
    }
    appliedTerm = restore.meta().term();
    configuration = restore.meta().configuration();
    appliedIndex = restore.meta().index();
    done.accept(new Input.SnapshotRestored(restore.meta()));
  }

  SnapshotStore snapshots() {
    return snapshots;
  }
}
