// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The tables of a store, and where the maps of each stand in a snapshot: one slot for the rows by
/// primary key and one for each index. Immutable.
final class Schema {
  /// An index's slot and its table.
  private record Place(int slot, Table<?> table) {}

  private final List<Table<?>> tables;
  private final IdentityHashMap<Object, Place> places = new IdentityHashMap<>();
  private final Map<Table<?>, List<ChangeHook<?>>> hooks = new HashMap<>();
  private final int slots;

  Schema(List<Table<?>> tables, List<ChangeHook<?>> changeHooks) {
    this.tables = List.copyOf(tables);
    Set<String> names = new HashSet<>();
    int slot = 0;
    for (Table<?> table : tables) {
      if (!names.add(table.name())) {
        throw new IllegalArgumentException("two tables are named " + table.name());
      }
      places.put(table, new Place(slot++, table));
      for (Index<?> index : table.indexes()) {
        if (places.put(index, new Place(slot++, table)) != null) {
          throw new IllegalArgumentException("the index " + index + " serves two tables");
        }
      }
    }
    slots = slot;
    for (ChangeHook<?> hook : changeHooks) {
      slot(hook.table());
      hooks.merge(
          hook.table(), List.of(hook), (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
    }
  }

  List<Table<?>> tables() {
    return tables;
  }

  int slots() {
    return slots;
  }

  /// The slot of a table or an index.
  int slot(Object tableOrIndex) {
    Place place = places.get(tableOrIndex);
    if (place == null) {
      throw new IllegalArgumentException(tableOrIndex + " is not in this store");
    }
    return place.slot;
  }

  @SuppressWarnings("unchecked") // Hooks are kept under their own table.
  <V> List<ChangeHook<V>> hooks(Table<V> table) {
    return (List<ChangeHook<V>>) (List<?>) hooks.getOrDefault(table, List.of());
  }
}
