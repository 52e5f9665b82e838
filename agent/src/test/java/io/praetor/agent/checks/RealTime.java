// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/// A real scheduler for tests with sockets and processes.
final class RealTime implements AutoCloseable {
  static final long LONG_NANOS = 20_000_000_000L;
  static final long SHORT_NANOS = 200_000_000L;

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  final Scheduler scheduler = new ThreadScheduler(timer, workers);

  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdownNow();
  }
}
