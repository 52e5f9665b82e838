// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import io.praetor.raft.ConfigurationState;
import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotMeta;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Keeps the newest snapshots. One is written at a time, and one may be received meanwhile;
/// reading is free to all.
public interface SnapshotStore {
  /// Begins a snapshot, which nobody sees before it is published.
  SnapshotSink create(long index, long term, ConfigurationState configuration) throws IOException;

  /// The newest one that is whole.
  Optional<Snapshot> latest();

  /// What is kept, the newest first, whole or not.
  List<SnapshotMeta> kept();

  /// Those up to `index` are not provisional any more. Need not be durable on return.
  void confirm(long index);

  /// Removes the provisional ones from `index` on, durably.
  void withdraw(long index);
}
