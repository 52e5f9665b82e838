// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.SnapshotMeta;
import java.util.List;

/// What servers say to each other. The fields are what the decisions need. Where Consul's wire
/// lacks one (`round`, `matchIndex`, `prevIndex` of an answer), the transport restores it from the
/// request that the answer belongs to, since answers come in order on their connection. Losing,
/// repeating and reordering messages is always safe.
public sealed interface Message {
  /// Asks whether an election for `term` would succeed. Changes nothing at the receiver.
  record PreVoteRequest(long term, long lastIndex, long lastTerm) implements Message {}

  /// When granted, `term` is that of the request, else the receiver's own.
  record PreVoteResponse(long term, boolean granted) implements Message {}

  /// `transfer` says that the present leader wants this election, so its being alive is no
  /// objection.
  record VoteRequest(long term, long lastIndex, long lastTerm, boolean transfer)
      implements Message {}

  record VoteResponse(long term, boolean granted) implements Message {}

  /// `round` numbers the leader's broadcasts: an answer proves that the receiver still followed
  /// after that round began.
  record AppendRequest(
      long term, long prevIndex, long prevTerm, List<Entry> entries, long commitIndex, long round)
      implements Message {
    public AppendRequest {
      entries = List.copyOf(entries);
    }
  }

  /// On success `matchIndex` is the last index known equal to the leader's and durable here. On
  /// refusal `lastLog` is the highest index, at most `prevIndex`, that may still agree with the
  /// leader's log.
  record AppendResponse(
      long term, boolean success, long matchIndex, long prevIndex, long lastLog, long round)
      implements Message {}

  /// An append request with nothing but its term: it never waits for a disk.
  record Heartbeat(long term, long round) implements Message {}

  record HeartbeatResponse(long term, long round) implements Message {}

  /// A snapshot that has arrived whole. `handle` is where the receiver's driver keeps its bytes.
  record InstallSnapshot(long term, SnapshotMeta meta, long handle) implements Message {}

  record InstallSnapshotResponse(long term, boolean success, long index) implements Message {}

  /// The leader asks a follower to hold an election at once. Consul's wire carries no term here; 0
  /// stands for that.
  record TimeoutNow(long term) implements Message {}
}
