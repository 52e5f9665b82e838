// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.leader;

import io.praetor.raft.Leader;
import io.praetor.raft.LeadershipListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the duties when this server begins to lead and stops them when it ends. The raft thread
/// only hands over; the duties run on an executor, one change of leadership at a time.
public final class Leadership implements LeadershipListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server");
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final List<LeaderDuty> duties;
  private final Runnable established;
  private final Executor executor;
  private final ScheduledExecutorService timer;
  private final String nodeName;
  private final ReentrantLock changing = new ReentrantLock();
  private volatile boolean leads;
  private boolean started;

  /// @param established runs after all duties were taken up
  /// @param executor runs what may wait
  public Leadership(
      List<LeaderDuty> duties,
      Runnable established,
      Executor executor,
      ScheduledExecutorService timer,
      String nodeName) {
    this.duties = List.copyOf(duties);
    this.established = established;
    this.executor = executor;
    this.timer = timer;
    this.nodeName = nodeName;
  }

  @Override
  public void leaderChanged(long term, @Nullable Leader leader, boolean self) {
    leads = self;
    executor.execute(this::follow);
  }

  private void follow() {
    changing.lock();
    try {
      if (leads && !started) {
        begin();
      } else if (!leads && started) {
        end();
      }
    } finally {
      changing.unlock();
    }
  }

  private void begin() {
    LOG.info("cluster leadership acquired");
    started = true;
    for (LeaderDuty duty : duties) {
      try {
        duty.start();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        end();
        return;
      } catch (RuntimeException e) {
        LOG.error("failed to establish leadership: duty={} error={}", duty.name(), e.toString());
        end();
        timer.schedule(
            () -> executor.execute(this::follow), RETRY.toMillis(), TimeUnit.MILLISECONDS);
        return;
      }
    }
    LOG.info("New leader elected: payload={}", nodeName);
    established.run();
  }

  private void end() {
    LOG.info("cluster leadership lost");
    started = false;
    duties.reversed().forEach(LeaderDuty::stop);
  }

  /// Ends the duties and takes them up again, because the state that they began with was replaced.
  public void again() {
    changing.lock();
    try {
      if (leads && started) {
        end();
        begin();
      }
    } finally {
      changing.unlock();
    }
  }

  /// Stops the duties if they run.
  @Override
  public void close() {
    leads = false;
    follow();
  }
}
