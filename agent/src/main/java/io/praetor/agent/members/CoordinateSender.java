// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.catalog.Vivaldi;
import io.praetor.config.CoordinateConfig;
import io.praetor.gossip.core.serf.Coordinate;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.CoordinateMethods;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the servers this agent's network coordinate, the more seldom the larger the pool is, so that
/// the cluster as a whole keeps to a rate. An agent that is alone has nowhere to be.
public final class CoordinateSender {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final String datacenter;
  private final String node;
  private final CoordinateConfig config;
  private final Members members;
  private final Rpc rpc;
  private final ScheduledExecutorService timer;
  private final ExecutorService executor;
  private final RandomGenerator random;

  /// @param timer hands over to `executor`, which may wait
  public CoordinateSender(
      String datacenter,
      String node,
      CoordinateConfig config,
      Members members,
      Rpc rpc,
      ScheduledExecutorService timer,
      ExecutorService executor,
      RandomGenerator random) {
    this.datacenter = datacenter;
    this.node = node;
    this.config = config;
    this.members = members;
    this.rpc = rpc;
    this.timer = timer;
    this.executor = executor;
    this.random = random;
  }

  /// Begins; ends with the timer.
  public void start() {
    if (!config.disabled()) {
      next();
    }
  }

  private void next() {
    long pause = pauseNanos(config, members.list(false).size());
    try {
      timer.schedule(
          () -> executor.execute(this::send),
          pause + random.nextLong(Math.max(1, pause)),
          TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("coordinates are no longer sent: the agent stops");
    }
  }

  /// At least the configured pause, and more where all members together would exceed the rate.
  static long pauseNanos(CoordinateConfig config, int members) {
    double seconds = config.syncRateTarget() > 0 ? members / config.syncRateTarget() : 0;
    return Math.max(config.syncIntervalMin().toNanos(), (long) (seconds * 1e9));
  }

  private void send() {
    try {
      if (members.list(false).size() > 1) {
        Coordinate own = members.coordinate(false);
        Vivaldi position = new Vivaldi(own.vec(), own.error(), own.adjustment(), own.height());
        rpc.ask(
            CoordinateMethods.UPDATE,
            new CoordinateMethods.UpdateRequest(datacenter, node, "", position),
            WriteOptions.DEFAULT);
      }
    } catch (ConsulException e) {
      LOG.error("Coordinate update error: error=\"{}\"", e.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    next();
  }
}
