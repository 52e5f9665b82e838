// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.core.Effect;
import io.praetor.raft.core.Input;
import io.praetor.raft.storage.LogStore;
import io.praetor.raft.storage.SnapshotStore;
import io.praetor.raft.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// The log writer's thread: takes everything that waits and makes it durable with one sync (group
/// commit), so the slower the disk, the larger the groups. What waits is bounded by what the core
/// lets be in flight.
final class LogWriter implements Runnable {
  private static final int MAX_GROUP_BYTES = 16 << 20;

  private sealed interface Job {
    record Write(Effect.Persist persist) implements Job {}

    record Compact(long index) implements Job {}

    record Confirm(SnapshotMeta meta) implements Job {}

    record Withdraw(Effect.WithdrawSnapshot what) implements Job {}

    record Stop() implements Job {}
  }

  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final LogStore store;
  private final SnapshotStore snapshots;
  private final Consumer<Input> done;
  private final Consumer<Throwable> failed;
  private volatile GroupCommit groupCommit = GroupCommit.NONE;

  LogWriter(
      LogStore store, SnapshotStore snapshots, Consumer<Input> done, Consumer<Throwable> failed) {
    this.store = store;
    this.snapshots = snapshots;
    this.done = done;
    this.failed = failed;
  }

  void write(Effect.Persist persist) {
    jobs.add(new Job.Write(persist));
  }

  void compact(long index) {
    jobs.add(new Job.Compact(index));
  }

  void confirm(SnapshotMeta meta) {
    jobs.add(new Job.Confirm(meta));
  }

  void withdraw(Effect.WithdrawSnapshot what) {
    jobs.add(new Job.Withdraw(what));
  }

  void stop() {
    jobs.add(new Job.Stop());
  }

  GroupCommit groupCommit() {
    return groupCommit;
  }

  @Override
  public void run() {
    List<Effect.Persist> group = new ArrayList<>();
    try {
      while (true) {
        Job job = jobs.take();
        long bytes = 0;
        while (job instanceof Job.Write(Effect.Persist persist)) {
          group.add(persist);
          bytes += persist.sizeBytes();
          job = bytes < MAX_GROUP_BYTES ? jobs.poll() : null;
        }
        commit(group);
        switch (job) {
          case Job.Compact(long index) -> store.compact(index);
          case Job.Confirm(SnapshotMeta meta) -> {
            snapshots.confirm(meta.index());
            store.compact(meta.index());
          }
          case Job.Withdraw(Effect.WithdrawSnapshot what) -> {
            Recovery.withdraw(store, snapshots, what);
            failed.accept(
                new StorageException(
                    """
                    this server had taken over a restored state (snapshot at index %d of term %d) that its cluster has \
                    given up. It has gone back to its own log. Start it again"""
                        .formatted(what.meta().index(), what.meta().term())));
          }
          case Job.Stop() -> {
            return;
          }
          case Job.Write write -> throw new AssertionError(write);
          case null -> {}
        }
      }
    } catch (InterruptedException e) {
      failed.accept(e);
    } catch (RuntimeException | Error e) {
      failed.accept(e);
    }
  }

  private void commit(List<Effect.Persist> group) {
    if (group.isEmpty()) {
      return;
    }
    store.write(group);
    long entries = group.stream().mapToLong(persist -> persist.entries().size()).sum();
    groupCommit = groupCommit.plus(entries);
    done.accept(new Input.Persisted(group.getLast().sequence()));
    group.clear();
  }
}
