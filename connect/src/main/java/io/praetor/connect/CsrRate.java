// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.time.Duration;
import java.util.OptionalLong;

/// How many requests may be signed in a second, evenly: a bucket of one token. Who comes too early is
/// told how long to wait, or to go away when that would be too long. Times are of a monotonic clock.
/// Not thread-safe.
public final class CsrRate {
  /// Longest wait for a turn; a herd is turned away rather than queued.
  public static final Duration PATIENCE = Duration.ofMillis(500);

  private static final long LONGEST_STEP_NANOS = Duration.ofDays(1).toNanos();

  private double perSecond;
  private long nextNanos;
  private boolean used;

  /// Takes a turn.
  ///
  /// @param limit turns in a second; a limit that differs from the last one starts anew
  /// @return nanoseconds until the turn, or nothing when it is not to be had in time
  public OptionalLong take(double limit, long nowNanos) {
    if (limit != perSecond) {
      perSecond = limit;
      used = false;
    }
    long wait = used ? Math.max(0, nextNanos - nowNanos) : 0;
    if (wait > PATIENCE.toNanos()) {
      return OptionalLong.empty();
    }
    long step = (long) Math.min((double) LONGEST_STEP_NANOS, 1e9 / limit);
    nextNanos = nowNanos + wait + step;
    used = true;
    return OptionalLong.of(wait);
  }
}
