// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One moving deadline of a connection. Requests come far more often than deadlines pass, so moving
/// it later costs an assignment: a timer that fires too early only goes to sleep again. Used on the
/// event loop only.
final class Deadline {
  private static final long NEVER = Long.MAX_VALUE;

  private final EventLoop loop;
  private final Runnable onExpiry;
  private long atNanos = NEVER;
  private long checkNanos = NEVER;
  private @Nullable ScheduledFuture<?> check;

  Deadline(EventLoop loop, Runnable onExpiry) {
    this.loop = loop;
    this.onExpiry = onExpiry;
  }

  void in(Duration time) {
    atNanos = now() + time.toNanos();
    if (check == null || checkNanos > atNanos) {
      schedule();
    }
  }

  void off() {
    atNanos = NEVER;
  }

  void close() {
    atNanos = NEVER;
    if (check != null) {
      check.cancel(false);
      check = null;
    }
  }

  private void schedule() {
    if (check != null) {
      check.cancel(false);
    }
    checkNanos = atNanos;
    check = loop.schedule(this::look, Math.max(0, atNanos - now()), TimeUnit.NANOSECONDS);
  }

  private void look() {
    check = null;
    checkNanos = NEVER;
    if (atNanos == NEVER) {
      return;
    }
    if (now() >= atNanos) {
      atNanos = NEVER;
      onExpiry.run();
    } else {
      schedule();
    }
  }

  private static long now() {
    return System.nanoTime();
  }
}
