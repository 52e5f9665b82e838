// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.autopilot;

import io.praetor.store.Key;
import io.praetor.store.Table;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import java.util.List;
import java.util.Optional;

/// The settings in the replicated state; there is one row at most.
public final class AutopilotTable {
  private static final byte[] ONLY = Key.of("only");

  public static final Table<AutopilotSettings> SETTINGS =
      Table.of("autopilot-config", settings -> ONLY);
  public static final List<Table<?>> ALL = List.of(SETTINGS);

  private AutopilotTable() {}

  public static Optional<AutopilotSettings> settings(View view) {
    return Optional.ofNullable(view.get(SETTINGS, ONLY));
  }

  /// Applies a command. Answers whether it took effect; without `cas` it always does.
  public static boolean apply(WriteTxn txn, long index, AutopilotSetConfigRequest request) {
    AutopilotSettings before = txn.get(SETTINGS, ONLY);
    AutopilotSettings after = request.config();
    if (request.cas() && (before == null || before.modifyIndex() != after.modifyIndex())) {
      return false;
    }
    txn.put(SETTINGS, after.withIndexes(before == null ? index : before.createIndex(), index));
    return true;
  }
}
