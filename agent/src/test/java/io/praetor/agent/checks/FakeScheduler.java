// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.util.Comparator;
import java.util.PriorityQueue;

/// Virtual time: tasks run on the thread that advances it, in order.
public final class FakeScheduler implements Scheduler {
  private record Pending(long atNanos, long order, Runnable task) {}

  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(Comparator.comparingLong(Pending::atNanos).thenComparing(Pending::order));
  private long now = 1_000_000_000L;
  private long order;

  @Override
  public long nowNanos() {
    return now;
  }

  @Override
  public Cancellation after(long delayNanos, Runnable task) {
    Pending one = new Pending(now + Math.max(0, delayNanos), order++, task);
    pending.add(one);
    return () -> pending.remove(one);
  }

  /// Runs everything that falls due within this time.
  public void advance(java.time.Duration time) {
    long end = now + time.toNanos();
    for (Pending next = pending.peek();
        next != null && next.atNanos <= end;
        next = pending.peek()) {
      pending.remove(next);
      now = next.atNanos;
      next.task.run();
    }
    now = end;
  }

  public int pendingTasks() {
    return pending.size();
  }
}
