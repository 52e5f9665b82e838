// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.core.Entry;
import io.praetor.raft.storage.SnapshotSink;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What the raft thread asks of the apply thread, in order.
sealed interface ApplyJob {
  /// `waiting` are the local callers of these entries, by index.
  record Apply(List<Entry> entries, Deque<Waiting> waiting) implements ApplyJob {}

  record Waiting(long index, Request request) {}

  record TakeSnapshot(CompletableFuture<Snapshot> future) implements ApplyJob {}

  record Restore(SnapshotMeta meta, SnapshotSink sink) implements ApplyJob {}

  record Stop() implements ApplyJob {}
}
