// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What makes the entries of a datacenter those of the primary one. Exported services are each
/// datacenter's own.
public final class EntryReplica {
  private EntryReplica() {}

  /// The changes, in the order of kinds and names: first what is gone there, then what is new or
  /// different.
  ///
  /// @param lastSeen the index of the primary's state when this was last done; 0 for never. Entries
  ///     that it has not changed since are taken to be the same
  public static List<ConfigEntryRequest> changes(
      List<ConfigEntry> local, List<ConfigEntry> primary, long lastSeen) {
    SortedMap<String, ConfigEntry> here = byId(local);
    SortedMap<String, ConfigEntry> there = byId(primary);
    List<ConfigEntryRequest> changes = new ArrayList<>();
    here.forEach(
        (id, entry) -> {
          if (!there.containsKey(id)) {
            changes.add(ConfigEntryRequest.of(ConfigEntryRequest.DELETE, entry));
          }
        });
    there.forEach(
        (id, entry) -> {
          if (differs(here.get(id), entry, lastSeen)) {
            changes.add(ConfigEntryRequest.of(ConfigEntryRequest.UPSERT, entry));
          }
        });
    return changes;
  }

  private static boolean differs(@Nullable ConfigEntry here, ConfigEntry there, long lastSeen) {
    if (here == null) {
      return true;
    }
    boolean unchanged = Long.compareUnsigned(there.modifyIndex(), lastSeen) <= 0;
    boolean sameHash = there.hash() != 0 && here.hash() == there.hash();
    return !unchanged && !sameHash && !here.withIndexes(0, 0).equals(there.withIndexes(0, 0));
  }

  private static SortedMap<String, ConfigEntry> byId(List<ConfigEntry> entries) {
    SortedMap<String, ConfigEntry> byId = new TreeMap<>();
    for (ConfigEntry entry : entries) {
      if (entry.type() != EntryKinds.EXPORTED_SERVICES) {
        byId.put(entry.type().name() + '\0' + entry.name(), entry);
      }
    }
    return byId;
  }
}
