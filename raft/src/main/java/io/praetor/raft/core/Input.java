// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ConfigurationChange;
import io.praetor.raft.ServerId;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.SnapshotPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that can happen to a raft server.
public sealed interface Input {
  /// The time asked for by the last [Effect.Wake] has come. Extra ticks do no harm.
  record Tick() implements Input {}

  record Receive(ServerId from, Message message) implements Input {}

  /// A peer cannot be reached, or a snapshot for it did not get through: what was in flight is
  /// lost.
  record Unreachable(ServerId peer) implements Input {}

  /// A connection that a peer had opened to this server has ended.
  record ConnectionLost(ServerId peer) implements Input {}

  /// Nobody listens at a peer's address: its process is gone, unless something in between lies.
  record Refused(ServerId peer) implements Input {}

  /// Everything up to and including this [Effect.Persist] is durable.
  record Persisted(long sequence) implements Input {}

  /// The state machine has applied everything up to `index`.
  record Applied(long index) implements Input {}

  record Propose(List<Proposal> proposals) implements Input {}

  record Read(ProposalId id) implements Input {}

  /// `previousIndex` 0 accepts any latest configuration, else only the one at that index.
  record ChangeConfiguration(ProposalId id, ConfigurationChange change, long previousIndex)
      implements Input {}

  record TransferLeadership(ProposalId id, @Nullable ServerId target) implements Input {}

  /// The servers that begin a cluster together have found each other. `first` is the entry that all
  /// of them begin their log with; it is ignored by a log that has begun already.
  record Bootstrap(Entry first) implements Input {}

  /// An operator puts a saved state in the place of the cluster's. It becomes a snapshot above
  /// everything in the log and above index `above`. `handle` is where the driver keeps its bytes.
  record RestoreState(ProposalId id, long above, long handle) implements Input {}

  /// An operator wants snapshots at other times.
  record ChangeSnapshotPolicy(SnapshotPolicy policy) implements Input {}

  /// A snapshot of this server's own state is durable.
  record SnapshotTaken(SnapshotMeta meta) implements Input {}

  /// The snapshot asked for by [Effect.TakeSnapshot] could not be taken.
  record SnapshotFailed() implements Input {}

  /// The snapshot of [Effect.RestoreSnapshot] is durable and is now the state machine's state.
  record SnapshotRestored(SnapshotMeta meta) implements Input {}
}
