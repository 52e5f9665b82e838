// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Hands committed entries to the state machine in order, with a limit on the bytes under way, so
/// that a slow state machine leaves them in the log instead of in memory.
final class ApplyFlow {
  private static final int MAX_ENTRIES = 1024;

  private record Batch(long lastIndex, long bytes) {}

  private final RaftLog log;
  private final long maxBytes;
  private final Deque<Batch> underWay = new ArrayDeque<>();
  private long underWayBytes;
  private long handedIndex;
  private long appliedIndex;
  private boolean paused;

  ApplyFlow(RaftLog log, long maxBytes, long appliedIndex) {
    this.log = log;
    this.maxBytes = maxBytes;
    this.handedIndex = appliedIndex;
    this.appliedIndex = appliedIndex;
  }

  long appliedIndex() {
    return appliedIndex;
  }

  /// Entries up to here have been handed over, and their bytes may be gone from the log.
  long handedIndex() {
    return handedIndex;
  }

  void hand(long commitIndex, Outbox outbox) {
    while (!paused && handedIndex < commitIndex && underWayBytes < maxBytes) {
      List<Entry> entries = log.read(handedIndex + 1, commitIndex, MAX_ENTRIES, maxBytes);
      long bytes = entries.stream().mapToLong(Entry::sizeBytes).sum();
      handedIndex = entries.getLast().index();
      underWay.addLast(new Batch(handedIndex, bytes));
      underWayBytes += bytes;
      outbox.add(new Effect.Apply(entries));
    }
  }

  void applied(long index) {
    appliedIndex = Math.max(appliedIndex, index);
    while (!underWay.isEmpty() && underWay.getFirst().lastIndex <= index) {
      underWayBytes -= underWay.removeFirst().bytes;
    }
  }

  /// A snapshot is about to replace the state.
  void pause() {
    paused = true;
  }

  void restoredTo(long index) {
    paused = false;
    underWay.clear();
    underWayBytes = 0;
    handedIndex = index;
    appliedIndex = index;
  }
}
