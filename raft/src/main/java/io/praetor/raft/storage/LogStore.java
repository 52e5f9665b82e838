// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import io.praetor.raft.core.Effect;
import io.praetor.raft.core.HardState;
import io.praetor.raft.core.LogReader;
import io.praetor.raft.core.Recovered;
import java.util.List;
import java.util.function.LongPredicate;

/// The log and the hard state on stable storage. `load` comes first and once; then the log
/// writer's thread calls `write` and `compact`, while the raft thread calls `read`. Every method
/// throws [StorageException] when the storage fails.
public interface LogStore extends LogReader, AutoCloseable {
  /// What was found, after every entry has been read and verified.
  record Contents(HardState hardState, Recovered.Scan log) {}

  default Contents load() {
    return load(index -> false);
  }

  /// The same for a log that may begin anew, above a gap, right after the index of a snapshot: only
  /// what follows the last gap is in the contents.
  ///
  /// @param isSnapshot whether there is one that ends at this index
  /// @throws StorageException when any other entry is missing
  Contents load(LongPredicate isSnapshot);

  /// Carries out all of these, in order and as one: it returns when all of them are durable, and a
  /// crash before that leaves none or all.
  void write(List<Effect.Persist> batch);

  /// Drops the entries up to `index`. Need not be durable on return.
  void compact(long index);

  @Override
  void close();
}
