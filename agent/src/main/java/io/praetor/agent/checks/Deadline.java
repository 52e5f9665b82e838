// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of one run. Closes what the run has opened when the time is over, from outside, because
/// that is the one way that ends every kind of wait: a handshake, a slow answer, a full send buffer.
/// The run sees an I/O error then and asks [#expired] for the reason. Closing the deadline ends it.
final class Deadline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

  private final Scheduler scheduler;
  private final long endNanos;
  private final AtomicBoolean expired = new AtomicBoolean();
  private Scheduler.Cancellation alarm = () -> {};

  Deadline(Scheduler scheduler, long timeoutNanos) {
    this.scheduler = scheduler;
    this.endNanos = scheduler.nowNanos() + timeoutNanos;
  }

  /// At least 1, because 0 means for ever to a socket.
  int remainingMillis() {
    long left = (endNanos - scheduler.nowNanos()) / 1_000_000L;
    return Math.clamp(left, 1, Integer.MAX_VALUE);
  }

  /// Closes this, too, at the end of the time. One thing at a time: a later call replaces it.
  <C extends Closeable> C guard(C open) {
    alarm.cancel();
    alarm =
        scheduler.after(
            Math.max(0, endNanos - scheduler.nowNanos()),
            () -> {
              expired.set(true);
              try {
                open.close();
              } catch (IOException e) {
                // The run notices the closed socket; that closing it failed as well says nothing
                // more.
                LOG.trace("close at deadline", e);
              }
            });
    return open;
  }

  boolean expired() {
    return expired.get();
  }

  /// Why the run failed, in Go's words.
  String explain(String operation, IOException failure) {
    return expired() ? "context deadline exceeded" : Dialer.why(operation, failure);
  }

  @Override
  public void close() {
    alarm.cancel();
  }
}
