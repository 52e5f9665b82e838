// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;

/// Consensus: its timing, its log and its snapshots.
///
/// @param protocol always 3
/// @param heartbeatTimeout already multiplied
/// @param electionTimeout already multiplied
/// @param leaderLeaseTimeout already multiplied
/// @param snapshotThreshold entries between snapshots; 0 means the built-in number
/// @param snapshotInterval how often that is looked at; zero means the built-in time
/// @param trailingLogs entries kept after a snapshot
/// @param preVoteDisabled whether elections go without a pre-vote
/// @param logStore the log on disk
/// @param serverHealthInterval how often the leader asks servers for their health
public record RaftConfig(
    int protocol,
    Duration heartbeatTimeout,
    Duration electionTimeout,
    Duration leaderLeaseTimeout,
    int snapshotThreshold,
    Duration snapshotInterval,
    int trailingLogs,
    boolean preVoteDisabled,
    LogStore logStore,
    Duration serverHealthInterval) {

  /// Settings of Consul's log stores. The log of this product is always its own, so they are
  /// checked and shown only.
  public record LogStore(
      String backend,
      boolean disableLogCache,
      boolean verificationEnabled,
      Duration verificationInterval,
      boolean boltDbNoFreelistSync,
      int walSegmentSizeBytes) {}
}
