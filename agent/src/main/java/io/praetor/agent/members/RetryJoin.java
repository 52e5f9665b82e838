// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import io.praetor.config.JoinConfig;
import io.praetor.rpc.ConsulException;
import io.praetor.wire.GoDuration;
import java.time.Duration;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Joins the pool that the configuration names (`retry_join`, `retry_join_wan`), and keeps trying
/// until one of its addresses lets this agent in or the attempts are used up. Runs on one thread that
/// may wait; what joins and what waits are handed in.
public final class RetryJoin {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final String DISCOVERY = "provider=";

  private final String cluster;
  private final JoinConfig.Pool pool;
  private final Join join;
  private final Pause pause;

  /// How it ended.
  public enum Outcome {
    JOINED,
    EXHAUSTED,
    /// The agent stopped first.
    STOPPED
  }

  /// One attempt with one address.
  @FunctionalInterface
  public interface Join {
    /// @throws ConsulException when nobody there lets us in
    void to(String address);
  }

  /// The time between attempts.
  @FunctionalInterface
  public interface Pause {
    /// Waits, and returns whether to go on.
    boolean goOnAfter(Duration interval) throws InterruptedException;
  }

  /// @param cluster `LAN` or `WAN`, for the log
  public RetryJoin(String cluster, JoinConfig.Pool pool, Join join, Pause pause) {
    this.cluster = cluster;
    this.pool = pool;
    this.join = join;
    this.pause = pause;
  }

  /// Tries until it is decided. `maxAttempts` counts the retries, so that 1 makes two attempts, as
  /// observed with Consul; 0 is endless.
  public Outcome run() throws InterruptedException {
    LOG.info("Joining cluster...: cluster={}", cluster);
    for (int attempt = 1; ; attempt++) {
      if (attempt() > 0) {
        LOG.info("Join cluster completed. Synced with initial agents: cluster={}", cluster);
        return Outcome.JOINED;
      }
      if (pool.maxAttempts() > 0 && attempt > pool.maxAttempts()) {
        LOG.error(
            "Retry join failed: error=\"agent: max join {} retry exhausted, exiting\"", cluster);
        return Outcome.EXHAUSTED;
      }
      LOG.warn(
          "Join cluster failed, will retry: cluster={} retry_interval={}",
          cluster,
          GoDuration.format(pool.interval().toNanos()));
      if (!pause.goOnAfter(pool.interval())) {
        return Outcome.STOPPED;
      }
    }
  }

  private int attempt() {
    LOG.info(
        "({}) joining: {}_addresses=[{}]",
        cluster,
        cluster.equals("WAN") ? "wan" : "lan",
        pool.addresses().stream().map(a -> '"' + a + '"').collect(Collectors.joining(", ")));
    int joined = 0;
    for (String address : pool.addresses()) {
      try {
        if (address.contains(DISCOVERY)) {
          throw new ConsulException("cloud discovery is not supported: " + address);
        }
        join.to(address);
        joined++;
      } catch (ConsulException e) {
        LOG.debug("({}) couldn't join: address={} error=\"{}\"", cluster, address, e.text());
      }
    }
    if (joined == 0) {
      LOG.warn("({}) couldn't join: number_of_nodes=0", cluster);
    } else {
      LOG.info("({}) joined: number_of_nodes={}", cluster, joined);
    }
    return joined;
  }
}
