// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// The real [Scheduler]: one timer thread that only hands tasks over, and an executor (of virtual
/// threads) that runs them. The number of pending tasks is bounded by the number of checks and of
/// probes that run.
public final class ThreadScheduler implements Scheduler {
  private final ScheduledExecutorService timer;
  private final Executor workers;

  public ThreadScheduler(ScheduledExecutorService timer, Executor workers) {
    this.timer = timer;
    this.workers = workers;
  }

  @Override
  public long nowNanos() {
    return System.nanoTime();
  }

  @Override
  public Cancellation after(long delayNanos, Runnable task) {
    ScheduledFuture<?> pending =
        timer.schedule(() -> workers.execute(task), delayNanos, TimeUnit.NANOSECONDS);
    return () -> pending.cancel(false);
  }
}
