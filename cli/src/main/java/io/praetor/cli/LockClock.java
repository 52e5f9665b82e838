// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

/// How long an attempt to get a lock may still take.
final class LockClock {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long startNanos = System.nanoTime();
  private final long tryMillis;
  private final long stepMillis;
  private boolean first = true;

  /// @param tryMillis the whole time, 0 for ever
  /// @param stepMillis the longest single wait
  LockClock(long tryMillis, long stepMillis) {
    this.tryMillis = tryMillis;
    this.stepMillis = stepMillis;
  }

  /// Never before the first attempt.
  boolean isOver() {
    boolean over = !first && tryMillis > 0 && elapsedMillis() > tryMillis;
    first = false;
    return over;
  }

  long waitMillis() {
    return tryMillis == 0
        ? stepMillis
        : Math.max(1, Math.min(stepMillis, tryMillis - elapsedMillis()));
  }

  private long elapsedMillis() {
    return (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
  }
}
