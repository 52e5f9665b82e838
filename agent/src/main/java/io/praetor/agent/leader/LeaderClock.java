// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.leader;

import io.praetor.kv.SessionRequest;
import io.praetor.kv.TombstoneRequest;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.KvMethods;
import io.praetor.rpc.LeaderTimers;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.SessionMethods;
import io.praetor.rpc.WriteOptions;
import io.praetor.store.Store;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Proposes what the leader's timers say is due: sessions whose time is up, tombstones that are old
/// enough.
public final class LeaderClock implements LeaderDuty {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server");

  /// Far finer than the shortest session, and nothing to do costs nothing.
  private static final Duration TICK = Duration.ofMillis(200);

  private final Store store;
  private final Rpc rpc;
  private final LeaderTimers timers;
  private final ScheduledExecutorService timer;
  private final Executor executor;
  private final String datacenter;
  private @Nullable Future<?> ticking;

  public LeaderClock(
      Store store,
      Rpc rpc,
      LeaderTimers timers,
      ScheduledExecutorService timer,
      Executor executor,
      String datacenter) {
    this.store = store;
    this.rpc = rpc;
    this.timers = timers;
    this.timer = timer;
    this.executor = executor;
    this.datacenter = datacenter;
  }

  @Override
  public String name() {
    return "session timers";
  }

  @Override
  public void start() {
    timers.lead(store::snapshot);
    ticking =
        timer.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    Future<?> ticks = ticking;
    if (ticks != null) {
      ticks.cancel(false);
    }
    timers.follow();
  }

  /// On the timer thread; what waits for a commit goes to the executor.
  private void tick() {
    LeaderTimers.Due due = timers.due();
    for (String session : due.expired()) {
      LOG.debug("Session TTL expired: session={}", session);
      executor.execute(() -> destroy(session));
    }
    due.reapUpTo().ifPresent(index -> executor.execute(() -> reap(index)));
  }

  private void destroy(String session) {
    try {
      rpc.write(SessionMethods.APPLY, SessionRequest.destroy(session), WriteOptions.DEFAULT);
    } catch (ConsulException e) {
      // Named again after its time to live, here or by the next leader.
      LOG.warn("Session could not be ended: session={} error=\"{}\"", session, e.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reap(long upTo) {
    try {
      rpc.write(
          KvMethods.REAP_TOMBSTONES, TombstoneRequest.reap(datacenter, upTo), WriteOptions.DEFAULT);
    } catch (ConsulException e) {
      LOG.warn("failed to reap tombstones: index={} error=\"{}\"", upTo, e.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
