// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

/// Time for everything in this package and in `local`: the one place where a clock and threads come
/// in. Tasks may block; each runs on a thread of its own.
public interface Scheduler {
  /// A clock that never goes back, in nanoseconds from an arbitrary start.
  long nowNanos();

  /// Runs the task once, after the delay.
  Cancellation after(long delayNanos, Runnable task);

  /// Undoes an [#after] that has not run yet; a task that has begun is not interrupted.
  @FunctionalInterface
  interface Cancellation {
    void cancel();
  }
}
