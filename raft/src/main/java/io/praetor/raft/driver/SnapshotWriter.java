// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.ConfigurationState;
import io.praetor.raft.ProposalFailure;
import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotSource;
import io.praetor.raft.core.Input;
import io.praetor.raft.storage.SnapshotSink;
import io.praetor.raft.storage.SnapshotStore;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The snapshot thread: streams frozen states to the snapshot store. A failure here is no reason
/// to stop, since the log still has everything; it is reported and tried again later. When too
/// many wait, a further one fails at once.
final class SnapshotWriter implements Runnable {
  private static final int MAX_WAITING = 4;
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);

  /// `source` is null in the job that ends the thread.
  record Job(
      @Nullable SnapshotSource source,
      long index,
      long term,
      ConfigurationState configuration,
      CompletableFuture<Snapshot> future) {}

  private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(MAX_WAITING + 1);
  private final SnapshotStore store;
  private final Consumer<Input> done;
  private volatile boolean stopping;

  SnapshotWriter(SnapshotStore store, Consumer<Input> done) {
    this.store = store;
    this.done = done;
  }

  void write(Job job) {
    if (stopping || jobs.size() >= MAX_WAITING || !jobs.offer(job)) {
      close(job.source);
      fail(job, new ProposalFailure.Rejected("too many snapshots are under way"));
    }
  }

  void stop() {
    stopping = true;
    jobs.offer(new Job(null, 0, 0, ConfigurationState.NONE, new CompletableFuture<>()));
  }

  @Override
  public void run() {
    try {
      while (true) {
        Job job = jobs.take();
        SnapshotSource source = job.source;
        if (source == null) {
          return;
        }
        try {
          Snapshot written = write(source, job);
          done.accept(new Input.SnapshotTaken(written.meta()));
          job.future.complete(written);
        } catch (IOException | RuntimeException e) {
          LOG.error("cannot write a snapshot at index {}", job.index, e);
          fail(job, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Snapshot write(SnapshotSource source, Job job) throws IOException {
    SnapshotSink sink = null;
    try {
      sink = store.create(job.index, job.term, job.configuration);
      source.writeTo(sink.out());
      return sink.publish();
    } catch (IOException | RuntimeException e) {
      if (sink != null) {
        sink.discard();
      }
      throw e;
    } finally {
      close(source);
    }
  }

  private void fail(Job job, Exception reason) {
    done.accept(new Input.SnapshotFailed());
    job.future.completeExceptionally(reason);
  }

  private static void close(@Nullable SnapshotSource source) {
    if (source != null) {
      source.close();
    }
  }
}
