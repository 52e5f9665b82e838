// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.Leader;
import io.praetor.raft.ServerId;
import io.praetor.raft.SnapshotMeta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the driver must do after a step, in the order given. Nothing here waits: the driver
/// reports back by an [Input].
public sealed interface Effect {
  /// Write to the stable store, in the order of `sequence`: first the hard state, then drop all
  /// entries from `truncateFrom` on (0: none), then append `entries`. Answer [Input.Persisted]
  /// after the sync. One sync may serve any number of these, as long as a crash leaves a prefix of
  /// them.
  record Persist(
      long sequence, @Nullable HardState hardState, long truncateFrom, List<Entry> entries)
      implements Effect {
    public Persist {
      entries = List.copyOf(entries);
    }

    public long sizeBytes() {
      return entries.stream().mapToLong(Entry::sizeBytes).sum();
    }
  }

  /// Send, or lose: the core repeats what matters.
  record Send(ServerId to, Message message) implements Effect {}

  /// Stream the newest snapshot to a follower as a leader of `term`, then hand in its answer as a
  /// [Message.InstallSnapshotResponse], or [Input.Unreachable].
  record SendSnapshot(ServerId to, long term) implements Effect {}

  /// Apply these, after all earlier ones. Answer [Input.Applied].
  record Apply(List<Entry> entries) implements Effect {
    public Apply {
      entries = List.copyOf(entries);
    }
  }

  record Complete(ProposalId id, Outcome outcome) implements Effect {}

  /// Write a snapshot of the applied state when convenient. Answer [Input.SnapshotTaken] or
  /// [Input.SnapshotFailed].
  record TakeSnapshot() implements Effect {}

  /// Make the received snapshot the newest on disk, a provisional one, then let the state machine
  /// restore it, after all earlier `Apply`. Answer [Input.SnapshotRestored].
  record RestoreSnapshot(SnapshotMeta meta, long handle) implements Effect {}

  /// The received snapshot is of no use.
  record DiscardSnapshot(long handle) implements Effect {}

  /// The restored snapshot is committed: it is provisional no more, and entries up to its end may be
  /// dropped as by [Compact]. Need not be durable.
  record ConfirmSnapshot(SnapshotMeta meta) implements Effect {}

  /// The cluster has given up what this provisional snapshot holds. After all earlier `Persist`, drop
  /// the entries from `truncateFrom` on (0: none), then the snapshot, and start anew from what is
  /// left on disk: this core is of no use any more.
  record WithdrawSnapshot(SnapshotMeta meta, long truncateFrom) implements Effect {}

  /// Entries up to `index` are covered by a snapshot and may be dropped. Need not be durable.
  record Compact(long index) implements Effect {}

  /// Find out whether anybody still listens at the address of a peer, whose connection broke. Answer
  /// [Input.Refused] when its host says that nobody does, and nothing in any other case.
  record Probe(ServerId peer) implements Effect {}

  record LeaderChanged(long term, @Nullable Leader leader, boolean self) implements Effect {}

  /// Give [Input.Tick] at this time, instead of at any earlier request.
  record Wake(long atNanos) implements Effect {}
}
