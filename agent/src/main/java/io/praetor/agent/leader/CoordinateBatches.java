// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.leader;

import io.praetor.catalog.Coordinate;
import io.praetor.config.CoordinateConfig;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.CoordinateMethods;
import io.praetor.rpc.CoordinateQueue;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gathers coordinate updates and writes them in batches, because each agent sends one every few
/// seconds and a log entry for each would drown the log. Holds at most what one period may write; what
/// comes on top is dropped, and sent again by its agent. Any thread offers.
public final class CoordinateBatches implements CoordinateQueue {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server");

  private record Key(String node, String segment) {}

  private final CoordinateConfig config;
  private final ScheduledExecutorService timer;
  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Coordinate> waiting = new LinkedHashMap<>();
  private final int capacity;

  public CoordinateBatches(
      CoordinateConfig config, ScheduledExecutorService timer, Executor executor) {
    this.config = config;
    this.timer = timer;
    this.executor = executor;
    this.capacity = config.updateBatchSize() * config.updateMaxBatches();
  }

  @Override
  public void offer(Coordinate update) {
    Key key = new Key(update.node().toLowerCase(Locale.ROOT), update.segment());
    lock.lock();
    try {
      if (waiting.size() < capacity || waiting.containsKey(key)) {
        waiting.put(key, update);
      } else {
        LOG.warn("Discarded coordinate update: node={}", update.node());
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Coordinate> takeBatch() {
    lock.lock();
    try {
      List<Coordinate> batch = new ArrayList<>();
      Iterator<Coordinate> updates = waiting.values().iterator();
      while (updates.hasNext() && batch.size() < config.updateBatchSize()) {
        batch.add(updates.next());
        updates.remove();
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /// Writes the batches while this server leads.
  public LeaderDuty duty(Rpc rpc) {
    return new Writing(rpc);
  }

  private final class Writing implements LeaderDuty {
    private final Rpc rpc;
    private @Nullable Future<?> periods;

    Writing(Rpc rpc) {
      this.rpc = rpc;
    }

    @Override
    public String name() {
      return "coordinate batches";
    }

    @Override
    public void start() {
      long nanos = config.updatePeriod().toNanos();
      periods =
          timer.scheduleWithFixedDelay(
              () -> executor.execute(this::write), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void stop() {
      Future<?> running = periods;
      if (running != null) {
        running.cancel(false);
      }
    }

    private void write() {
      try {
        for (List<Coordinate> batch = takeBatch(); !batch.isEmpty(); batch = takeBatch()) {
          rpc.write(CoordinateMethods.APPLY_BATCH, batch, WriteOptions.DEFAULT);
        }
      } catch (ConsulException e) {
        LOG.warn("Batch update failed: error=\"{}\"", e.text());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
