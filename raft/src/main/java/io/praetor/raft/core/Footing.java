// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.SnapshotMeta;
import org.jspecify.annotations.Nullable;

/// The snapshot that the log begins after, while it is not known to be committed.
///
/// A snapshot of the cluster's own state covers committed entries only. One that an operator
/// restores does not: it is as an entry that the leader appends, at an index and in a term of its
/// own, with everything before it in it. If that leader fails before a majority has it, the others
/// go on without it. A follower cannot tell the one kind from the other. So whatever snapshot takes
/// the place of a log is provisional at first, and what was on disk before it stays. It is
/// confirmed by a commit index at or above it, and what was before it may go; or it is contradicted
/// by a leader of a later term whose log has something else there, and then it goes.
final class Footing {
  private @Nullable SnapshotMeta provisional;

  /// The latest term whose leader's log is known to hold the snapshot.
  private long agreedTerm;

  Footing(Recovered recovered) {
    provisional = recovered.provisional() ? recovered.snapshot() : null;
  }

  boolean isProvisional() {
    return provisional != null;
  }

  void stand(SnapshotMeta snapshot) {
    agreedTerm = 0;
    provisional = snapshot;
  }

  /// What is confirmed, if anything, by everything up to `index` being committed.
  @Nullable SnapshotMeta committedTo(long index) {
    SnapshotMeta confirmed = provisional;
    if (confirmed == null || index < confirmed.index()) {
      return null;
    }
    provisional = null;
    return confirmed;
  }

  /// A leader of that term agrees with this log at `index`.
  void agreed(long leaderTerm, long index) {
    if (provisional != null && index >= provisional.index()) {
      agreedTerm = Math.max(agreedTerm, leaderTerm);
    }
  }

  /// Whether a leader of `leaderTerm` that takes `index` of `term` for part of its log cannot have
  /// the snapshot. A leader that has it begins its own log there, so it never speaks of what is
  /// before; but an old message of the very leader that restored it may.
  boolean isContradicted(long leaderTerm, long index, long term) {
    SnapshotMeta snapshot = provisional;
    return snapshot != null
        && leaderTerm > Math.max(snapshot.term(), agreedTerm)
        && (index < snapshot.index() || (index == snapshot.index() && term != snapshot.term()));
  }

  /// Only while it is provisional.
  SnapshotMeta snapshot() {
    if (provisional == null) {
      throw new IllegalStateException("the log stands on committed ground");
    }
    return provisional;
  }
}
