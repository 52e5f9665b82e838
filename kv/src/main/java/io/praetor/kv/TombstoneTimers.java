// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/// When tombstones are old enough to be reaped: fifteen minutes after they were made, gathered in
/// steps of thirty seconds. Kept by the leader alone. Pure: the caller brings the time and proposes
/// the [TombstoneRequest]. One thread at a time.
public final class TombstoneTimers {
  public static final Duration TIME_TO_LIVE = Duration.ofMinutes(15);
  public static final Duration STEP = Duration.ofSeconds(30);

  private record Batch(long dueNanos, long upToIndex) {}

  private final Deque<Batch> batches = new ArrayDeque<>();

  /// A tombstone of this index was made.
  public void buried(long index, long nowNanos) {
    Batch last = batches.peekLast();
    long due = nowNanos + TIME_TO_LIVE.toNanos();
    if (last != null && due - last.dueNanos < STEP.toNanos()) {
      batches.removeLast();
      batches.addLast(new Batch(last.dueNanos, Math.max(last.upToIndex, index)));
    } else {
      batches.addLast(new Batch(due + STEP.toNanos(), index));
    }
  }

  /// The index up to which to reap now, if any.
  public OptionalLong due(long nowNanos) {
    OptionalLong upTo = OptionalLong.empty();
    while (!batches.isEmpty() && batches.getFirst().dueNanos - nowNanos <= 0) {
      upTo = OptionalLong.of(batches.removeFirst().upToIndex);
    }
    return upTo;
  }

  /// When to look again.
  public OptionalLong nextNanos() {
    return batches.isEmpty() ? OptionalLong.empty() : OptionalLong.of(batches.getFirst().dueNanos);
  }

  public void clear() {
    batches.clear();
  }
}
