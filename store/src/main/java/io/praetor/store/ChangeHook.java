// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import org.jspecify.annotations.Nullable;

/// What another module must do, in the same transaction, when a row changes: a session ends when its
/// node goes. Called on the writer's thread after the row was put or removed; may write to any table.
/// Not called while a snapshot is restored.
///
/// @param <V> the rows of the table that is watched
public record ChangeHook<V>(Table<V> table, Action<V> action) {
  @FunctionalInterface
  public interface Action<V> {
    /// @param before null when the row is new
    /// @param after null when the row is gone
    void changed(WriteTxn txn, @Nullable V before, @Nullable V after);
  }
}
