// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.catalog.CatalogTables;
import io.praetor.catalog.query.PreparedQueries;
import io.praetor.connect.CaTables;
import io.praetor.kv.KvTables;
import io.praetor.kv.Session;
import io.praetor.rpc.autopilot.AutopilotTable;
import io.praetor.rpc.chunk.Chunks;
import io.praetor.store.ChangeHook;
import io.praetor.store.Store;
import io.praetor.store.Table;
import java.util.List;
import java.util.stream.Stream;

/// Every table of the replicated state, and what happens in the same transaction when a row of one
/// changes.
public final class StateTables {
  private static final List<Table<?>> TABLES =
      Stream.of(CatalogTables.ALL, KvTables.ALL, CaTables.ALL, AutopilotTable.ALL, Chunks.ALL)
          .<Table<?>>flatMap(List::stream)
          .toList();

  /// Prepared queries end with the session that they are bound to.
  private static final ChangeHook<Session> SESSION_GONE =
      new ChangeHook<>(
          KvTables.SESSIONS,
          (txn, before, after) -> {
            if (before != null && after == null) {
              PreparedQueries.deleteBoundTo(txn, before.id());
            }
          });

  private static final List<ChangeHook<?>> HOOKS =
      Stream.<ChangeHook<?>>concat(KvTables.HOOKS.stream(), Stream.of(SESSION_GONE)).toList();

  private StateTables() {}

  /// An empty state.
  public static Store newStore() {
    return new Store(TABLES, HOOKS);
  }
}
