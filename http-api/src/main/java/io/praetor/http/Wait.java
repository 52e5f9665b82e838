// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A span of time in which a caller waits for changes, one after the other.
final class Wait {
  private final long untilNanos;

  private Wait(long untilNanos) {
    this.untilNanos = untilNanos;
  }

  static Wait of(Duration time) {
    return new Wait(System.nanoTime() + time.toNanos());
  }

  /// True when the change came, false when the time is over.
  boolean await(CompletableFuture<Void> change) throws InterruptedException {
    long left = untilNanos - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    try {
      change.get(left, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
