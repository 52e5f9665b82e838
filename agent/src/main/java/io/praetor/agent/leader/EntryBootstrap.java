// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.leader;

import io.praetor.catalog.entries.ConfigEntries;
import io.praetor.catalog.entries.ConfigEntry;
import io.praetor.catalog.entries.ConfigEntryRequest;
import io.praetor.catalog.entries.EntryException;
import io.praetor.catalog.entries.EntryInput;
import io.praetor.catalog.entries.IntentionRequest;
import io.praetor.rpc.ConfigEntryMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import io.praetor.store.Store;
import java.util.List;
import java.util.Map;

/// Writes the configuration entries of the leader's own configuration
/// (`config_entries.bootstrap`) where there are none of these names yet; later changes of such an
/// entry stay.
public final class EntryBootstrap implements LeaderDuty {
  private final List<Map<String, Object>> configured;
  private final Store store;
  private final Rpc rpc;

  /// @param configured as parsed from the configuration files
  public EntryBootstrap(List<Map<String, Object>> configured, Store store, Rpc rpc) {
    this.configured = List.copyOf(configured);
    this.store = store;
    this.rpc = rpc;
  }

  @Override
  public String name() {
    return "configuration entries";
  }

  @Override
  public void start() throws InterruptedException {
    rpc.write(
        ConfigEntryMethods.MIGRATE_INTENTIONS, IntentionRequest.deleteAll(), WriteOptions.DEFAULT);
    for (Map<String, Object> tree : configured) {
      write(read(tree));
    }
  }

  private static ConfigEntry read(Map<String, Object> tree) {
    try {
      return EntryInput.read(tree);
    } catch (EntryException e) {
      throw new ConsulException("Failed to decode a bootstrap config entry: " + e.text());
    }
  }

  private void write(ConfigEntry entry) throws InterruptedException {
    if (ConfigEntries.find(store.snapshot(), entry.type(), entry.name()) != null) {
      return;
    }
    // Version 0: nobody may have written it in the meantime.
    rpc.write(
        ConfigEntryMethods.APPLY,
        ConfigEntryRequest.of(ConfigEntryRequest.UPSERT_CAS, entry.withIndexes(0, 0)),
        WriteOptions.DEFAULT);
  }

  @Override
  public void stop() {}
}
