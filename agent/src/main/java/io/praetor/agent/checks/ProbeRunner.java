// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Repeats one probe until it is stopped. The first run comes at a random moment within the interval,
/// so that the checks of a restarted agent do not run all at once; the next one an interval after the
/// last has ended, so that a slow target is never probed twice at a time. An interval below a second
/// is raised to one. Results pass the [StatusCounter] and then the listener.
///
/// At any time either one run is going on or one is scheduled. The listener is called outside the
/// lock and not after [#stop] has returned, save for a result that was on its way.
public final class ProbeRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeRunner.class);
  private static final long MIN_INTERVAL_NANOS = 1_000_000_000L;

  private final String checkId;
  private final Probe probe;
  private final StatusCounter counter;
  private final long intervalNanos;
  private final Scheduler scheduler;
  private final Consumer<ProbeResult> listener;

  private Scheduler.@Nullable Cancellation next;
  private @Nullable Thread running;
  private boolean stopped;

  ProbeRunner(
      String checkId,
      Probe probe,
      StatusCounter counter,
      long intervalNanos,
      Scheduler scheduler,
      Consumer<ProbeResult> listener) {
    this.checkId = checkId;
    this.probe = probe;
    this.counter = counter;
    this.intervalNanos = Math.max(MIN_INTERVAL_NANOS, intervalNanos);
    this.scheduler = scheduler;
    this.listener = listener;
  }

  /// Schedules the first run. `jitter` gives a number from 0 up to its argument.
  synchronized void start(LongUnaryOperator jitter) {
    next = scheduler.after(jitter.applyAsLong(intervalNanos), this::runOnce);
  }

  /// No further run begins, and one that goes on is interrupted.
  public synchronized void stop() {
    stopped = true;
    if (next != null) {
      next.cancel();
    }
    if (running != null) {
      running.interrupt();
    }
  }

  private void runOnce() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      running = Thread.currentThread();
    }
    try {
      ProbeResult report = counter.count(probe.run());
      if (report != null && !isStopped()) {
        listener.accept(report);
      }
    } catch (InterruptedException e) {
      LOG.trace("Check stopped while it ran: check={}", checkId);
    } finally {
      synchronized (this) {
        running = null;
        // The interrupt of stop() must not outlive this run on a pooled thread.
        Thread.interrupted();
        if (!stopped) {
          next = scheduler.after(intervalNanos, this::runOnce);
        }
      }
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }
}
