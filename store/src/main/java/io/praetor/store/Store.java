// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The replicated state in memory: one current [Snapshot], replaced by one writer. Readers take the
/// current snapshot from any thread; `begin`, `beginRestore` and [WriteTxn] belong to the state
/// machine's thread alone.
public final class Store {
  private final Schema schema;
  private final WatchRegistry watches;
  private volatile Snapshot current;

  public Store(List<Table<?>> tables, List<ChangeHook<?>> hooks) {
    schema = new Schema(tables, hooks);
    current = Snapshot.empty(schema, 0);
    watches = new WatchRegistry();
  }

  /// The newest published state.
  public Snapshot snapshot() {
    return current;
  }

  /// Where readers wait for a newer one.
  public WatchRegistry watches() {
    return watches;
  }

  /// Starts the next version, for the command at this raft index.
  public WriteTxn begin(long index) {
    Snapshot base = current;
    return new WriteTxn(this, base, base, index, false);
  }

  /// Starts a version from nothing: restored rows and index numbers replace all there is, hooks are
  /// not run, and publishing wakes every parked reader.
  public WriteTxn beginRestore(long index) {
    return new WriteTxn(this, current, Snapshot.empty(schema, 0), index, true);
  }

  Snapshot publish(Snapshot base, Snapshot next, @Nullable List<Topic> touched) {
    if (current != base) {
      throw new IllegalStateException("two transactions were open at once");
    }
    current = next;
    watches.published(next.version(), touched);
    return next;
  }
}
