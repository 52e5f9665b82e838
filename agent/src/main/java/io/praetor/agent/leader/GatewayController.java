// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.leader;

import io.praetor.catalog.entries.ConfigEntries;
import io.praetor.catalog.entries.ConfigEntryRequest;
import io.praetor.catalog.entries.GatewayBinding;
import io.praetor.rpc.ConfigEntryMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import io.praetor.store.Topic;
import io.praetor.store.WatchRegistry;
import io.praetor.wire.GoTime;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the bindings of API gateways as the entries say: looks whenever an entry changes, and writes
/// what is missing. One look at a time; each is of one term of leadership and ends with it.
public final class GatewayController implements LeaderDuty {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.gateways");

  /// Writes that lead to further writes: two rounds are enough, more would be a fault.
  private static final int MAX_ROUNDS = 8;

  private final Store store;
  private final Rpc rpc;
  private final Executor executor;
  private final InstantSource clock;
  private final AtomicLong term = new AtomicLong();
  private volatile WatchRegistry.@Nullable Parked parked;

  /// @param executor runs what may wait
  public GatewayController(Store store, Rpc rpc, Executor executor, InstantSource clock) {
    this.store = store;
    this.rpc = rpc;
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "API gateways";
  }

  @Override
  public void start() {
    long mine = term.incrementAndGet();
    executor.execute(() -> look(mine));
  }

  private void look(long mine) {
    try {
      for (int round = 0; round < MAX_ROUNDS && term.get() == mine; round++) {
        Snapshot snapshot = store.snapshot();
        List<ConfigEntryRequest> changes =
            GatewayBinding.changes(snapshot, GoTime.utc(clock.instant()));
        if (changes.isEmpty()) {
          park(mine, snapshot);
          return;
        }
        for (ConfigEntryRequest change : changes) {
          rpc.write(ConfigEntryMethods.CONTROL, change, WriteOptions.DEFAULT);
        }
      }
      park(mine, store.snapshot());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ConsulException e) {
      LOG.warn("could not bind API gateways: error={}", e.text());
      park(mine, store.snapshot());
    }
  }

  private void park(long mine, Snapshot seen) {
    if (term.get() == mine) {
      parked =
          store
              .watches()
              .park(
                  List.of(Topic.index(ConfigEntries.INDEX)),
                  seen,
                  () -> executor.execute(() -> look(mine)));
    }
  }

  @Override
  public void stop() {
    term.incrementAndGet();
    WatchRegistry.Parked waiting = parked;
    if (waiting != null) {
      waiting.cancel();
    }
  }
}
