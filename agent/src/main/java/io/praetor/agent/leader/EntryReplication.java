// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.leader;

import io.praetor.catalog.entries.ConfigEntries;
import io.praetor.catalog.entries.ConfigEntry;
import io.praetor.catalog.entries.ConfigEntryRequest;
import io.praetor.catalog.entries.EntryKind;
import io.praetor.catalog.entries.EntryKinds;
import io.praetor.catalog.entries.EntryReplica;
import io.praetor.catalog.entries.IntentionRequest;
import io.praetor.rpc.ConfigEntryMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Reply;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the configuration entries of this datacenter those of the primary one, by a blocking query
/// there and at most one round of writes each second, as Consul does.
public final class EntryReplication implements LeaderDuty {
  private static final Logger LOG =
      LoggerFactory.getLogger("agent.server.replication.config_entry");
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MAX_PAUSES = 64;
  private static final List<String> KINDS = EntryKinds.ALL.stream().map(EntryKind::name).toList();

  private final String primary;
  private final Store store;
  private final Rpc own;
  private final Rpc forwarding;
  private final ExecutorService executor;
  private @Nullable Future<?> running;

  /// @param primary the datacenter that is followed
  /// @param own writes here
  /// @param forwarding reads there
  public EntryReplication(
      String primary, Store store, Rpc own, Rpc forwarding, ExecutorService executor) {
    this.primary = primary;
    this.store = store;
    this.own = own;
    this.forwarding = forwarding;
    this.executor = executor;
  }

  @Override
  public String name() {
    return "replication of configuration entries";
  }

  @Override
  public void start() throws InterruptedException {
    own.write(
        ConfigEntryMethods.MIGRATE_INTENTIONS, IntentionRequest.deleteAll(), WriteOptions.DEFAULT);
    running = executor.submit(this::run);
  }

  @Override
  public void stop() {
    Future<?> replication = running;
    if (replication != null) {
      replication.cancel(true);
    }
  }

  private void run() {
    long seen = 0;
    int pauses = 1;
    try {
      while (true) {
        try {
          seen = round(seen);
          pauses = 1;
        } catch (ConsulException e) {
          LOG.warn("replication error (will retry if still leader): error=\"{}\"", e.text());
          pauses = Math.min(MAX_PAUSES, pauses * 2);
        }
        Thread.sleep(PAUSE.multipliedBy(pauses));
      }
    } catch (InterruptedException e) {
      LOG.info("stopped config entry replication");
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for news of the primary's entries, and follows them. Returns their index.
  private long round(long seen) throws InterruptedException {
    QueryOptions options =
        QueryOptions.STALE.withDatacenter(primary).withBlocking(seen, Duration.ZERO);
    Reply<List<ConfigEntry>> reply =
        forwarding.read(
            ConfigEntryMethods.LIST_ALL,
            new ConfigEntryMethods.ConfigEntryListAllRequest(KINDS),
            options);
    long index = reply.meta().index();
    List<ConfigEntry> local = ConfigEntries.listAll(store.snapshot(), Set.copyOf(KINDS)).value();
    // A smaller index is that of a restored state, of which nothing is known yet.
    for (ConfigEntryRequest change :
        EntryReplica.changes(local, reply.value(), index < seen ? 0 : seen)) {
      own.write(ConfigEntryMethods.CONTROL, change, WriteOptions.DEFAULT);
    }
    return index;
  }
}
