// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.catalog.CatalogTables;
import io.praetor.connect.CaTables;
import io.praetor.kv.KvTables;
import io.praetor.store.ChangeHook;
import io.praetor.store.Store;
import io.praetor.store.Table;
import java.util.List;
import java.util.stream.Stream;

/// Every table of the replicated state, and what happens in the same transaction when a row of one
/// changes.
public final class StateTables {
  private static final List<Table<?>> TABLES =
      Stream.of(CatalogTables.ALL, KvTables.ALL, CaTables.ALL)
          .<Table<?>>flatMap(List::stream)
          .toList();

  private static final List<ChangeHook<?>> HOOKS = KvTables.HOOKS;

  private StateTables() {}

  /// An empty state.
  public static Store newStore() {
    return new Store(TABLES, HOOKS);
  }
}
