// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.Configuration;
import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.StateMachine;
import io.praetor.raft.core.ConfigurationCodec;
import io.praetor.raft.core.Effect;
import io.praetor.raft.core.Entry;
import io.praetor.raft.core.EntryType;
import io.praetor.raft.core.HardState;
import io.praetor.raft.core.Recovered;
import io.praetor.raft.storage.LogStore;
import io.praetor.raft.storage.SnapshotStore;
import io.praetor.raft.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a start finds: the state machine restored from the newest whole snapshot, the log
/// verified, and the two made to fit. Runs on the starting thread before any other exists.
record Recovery(@Nullable Snapshot snapshot, Recovered recovered) {
  static Recovery run(
      LogStore log, SnapshotStore snapshots, StateMachine machine, @Nullable Configuration first) {
    Snapshot snapshot = snapshots.latest().orElse(null);
    LogStore.Contents contents = load(log, snapshots);
    if (snapshot != null
        && snapshot.isProvisional()
        && isGivenUp(contents.log(), snapshot.meta())) {
      withdraw(log, snapshots, new Effect.WithdrawSnapshot(snapshot.meta(), 0));
      return run(log, snapshots, machine, first);
    }
    if (snapshot != null) {
      restore(machine, snapshot);
    } else if (isPristine(contents) && first != null) {
      contents = bootstrap(log, first);
    }
    return new Recovery(snapshot, fit(log, snapshots, contents, snapshot));
  }

  /// The log may begin anew after any snapshot.
  static LogStore.Contents load(LogStore log, SnapshotStore snapshots) {
    List<Long> ends = snapshots.kept().stream().map(SnapshotMeta::index).toList();
    return log.load(ends::contains);
  }

  /// A later leader's entries are in the log, and the snapshot is not below them: they came while it
  /// was restored, and nobody was told of it yet.
  private static boolean isGivenUp(Recovered.Scan log, SnapshotMeta snapshot) {
    return !log.isEmpty()
        && log.firstIndex() <= snapshot.index()
        && log.lastTerm() > snapshot.term()
        && !holds(log, snapshot);
  }

  private static boolean holds(Recovered.Scan log, SnapshotMeta snapshot) {
    return log.firstIndex() <= snapshot.index()
        && log.lastIndex() >= snapshot.index()
        && log.termAt(snapshot.index()) == snapshot.term();
  }

  /// See [Effect.WithdrawSnapshot]. A crash in between leaves the snapshot, which is then given up
  /// again.
  static void withdraw(LogStore log, SnapshotStore snapshots, Effect.WithdrawSnapshot what) {
    if (what.truncateFrom() > 0) {
      log.write(List.of(new Effect.Persist(0, null, what.truncateFrom(), List.of())));
    }
    snapshots.withdraw(what.meta().index());
  }

  private static void restore(StateMachine machine, Snapshot snapshot) {
    SnapshotMeta meta = snapshot.meta();
    try (InputStream state = snapshot.open()) {
      machine.restore(state, meta.index(), meta.term());
    } catch (IOException e) {
      throw new StorageException("cannot restore the snapshot " + meta.id(), e);
    }
  }

  private static boolean isPristine(LogStore.Contents contents) {
    return contents.log().isEmpty() && contents.hardState().equals(HardState.INITIAL);
  }

  /// The first entry of every log, the same on all servers that are started together: index 1,
  /// term 1, no time.
  static Entry firstEntry(Configuration configuration) {
    return new Entry(
        1,
        1,
        EntryType.CONFIGURATION,
        ConfigurationCodec.encode(configuration),
        Entry.NO_BYTES,
        GoStamp.zero());
  }

  private static LogStore.Contents bootstrap(LogStore log, Configuration configuration) {
    HardState state = new HardState(1, null);
    Entry entry = firstEntry(configuration);
    log.write(List.of(new Effect.Persist(0, state, 0, List.of(entry))));
    Recovered.Scan scan = new Recovered.Scan();
    scan.add(entry);
    return new LogStore.Contents(state, scan);
  }

  /// A snapshot from a leader is made visible before the log is cut to it; a crash between the two
  /// is repaired here. What was before a provisional one stays on disk.
  private static Recovered fit(
      LogStore log,
      SnapshotStore snapshots,
      LogStore.Contents contents,
      @Nullable Snapshot newest) {
    Recovered.Scan scan = contents.log();
    if (newest == null) {
      if (!scan.isEmpty() && scan.firstIndex() != 1) {
        throw new StorageException(
            """
            the raft log begins at entry %d but there is no whole snapshot of what came before it. Nothing was \
            changed. Bring the snapshots directory back, or move the raft directory away and let this server \
            rejoin its cluster"""
                .formatted(scan.firstIndex()));
      }
      return scan.with(contents.hardState(), null);
    }
    SnapshotMeta snapshot = newest.meta();
    boolean provisional = newest.isProvisional();
    if (scan.isEmpty()) {
      return scan.with(contents.hardState(), snapshot, provisional);
    }
    if (scan.firstIndex() > snapshot.index() + 1) {
      throw new StorageException(
          """
          entries %d to %d are in neither the raft log nor the newest whole snapshot. Nothing was changed. Move \
          the raft directory away and let this server rejoin its cluster, or restore a backup"""
              .formatted(snapshot.index() + 1, scan.firstIndex() - 1));
    }
    if (scan.firstIndex() == snapshot.index() + 1) {
      if (!provisional) {
        log.compact(snapshot.index());
      }
      return scan.with(contents.hardState(), snapshot, provisional);
    }
    if (holds(scan, snapshot)) {
      snapshots.confirm(snapshot.index());
      return scan.with(contents.hardState(), snapshot);
    }
    long truncateFrom = provisional ? snapshot.index() : 1;
    log.write(List.of(new Effect.Persist(0, null, truncateFrom, List.of())));
    return new Recovered.Scan().with(contents.hardState(), snapshot, provisional);
  }
}
