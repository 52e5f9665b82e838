// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationState;
import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotSource;
import io.praetor.raft.StateMachine;
import io.praetor.raft.core.Effect;
import io.praetor.raft.core.Entry;
import io.praetor.raft.core.EntryType;
import io.praetor.raft.storage.LogStore;
import io.praetor.raft.storage.SnapshotSink;
import io.praetor.raft.storage.SnapshotStore;
import io.praetor.raft.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Gives a server that lost its quorum for good another configuration, as an operator wrote it down.
/// Everything in its log counts, committed or not, and becomes one snapshot with that configuration.
/// Runs before the server starts; a crash in the middle leaves what a second run repairs.
public final class PeersRecovery {
  private static final int MAX_ENTRIES = 1024;
  private static final long MAX_BYTES = 4 << 20;

  private PeersRecovery() {}

  /// @param scratch an empty state machine, of no use afterwards
  /// @throws StorageException when what is on disk cannot be read, or there is nothing
  public static void run(
      LogStore log, SnapshotStore snapshots, StateMachine scratch, Configuration configuration) {
    try {
      LogStore.Contents contents = Recovery.load(log, snapshots);
      Snapshot newest = snapshots.latest().orElse(null);
      long index = 0;
      long term = 0;
      if (newest != null) {
        index = newest.meta().index();
        term = newest.meta().term();
        try (InputStream state = newest.open()) {
          scratch.restore(state, index, term);
        }
      }
      long last = contents.log().lastIndex();
      while (index < last) {
        List<Entry> entries = log.read(index + 1, last, MAX_ENTRIES, MAX_BYTES);
        for (Entry entry : entries) {
          if (entry.type() == EntryType.COMMAND) {
            scratch.apply(entry.index(), entry.term(), entry.data(), entry.extensions());
          } else {
            scratch.skip(entry.index(), entry.term());
          }
          index = entry.index();
          term = entry.term();
        }
      }
      if (index == 0) {
        throw new StorageException("there is no raft state to recover with peers.json");
      }
      write(snapshots, scratch, index, term, new ConfigurationState(configuration, index));
      log.write(List.of(new Effect.Persist(0, null, 1, List.of())));
      snapshots.confirm(index);
    } catch (IOException e) {
      throw new StorageException("cannot recover with peers.json", e);
    }
  }

  private static void write(
      SnapshotStore snapshots,
      StateMachine machine,
      long index,
      long term,
      ConfigurationState configuration)
      throws IOException {
    SnapshotSink sink = snapshots.create(index, term, configuration);
    try (SnapshotSource source = machine.snapshot()) {
      source.writeTo(sink.out());
    } catch (IOException | RuntimeException e) {
      sink.discard();
      throw e;
    }
    sink.publish();
  }
}
