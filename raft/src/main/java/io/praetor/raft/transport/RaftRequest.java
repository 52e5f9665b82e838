// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.praetor.raft.core.Entry;
import io.praetor.wire.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request on Consul's raft connections, field for field. Byte 0 on the wire is the kind, then
/// follows one msgpack map.
public sealed interface RaftRequest {
  /// What every request begins with: the protocol version, and the sender's id and address.
  RaftHeader header();

  /// A heartbeat has a term, a leader and nothing else, and its entries are null; an ordinary
  /// request without entries has an empty list.
  record AppendEntries(
      RaftHeader header,
      long term,
      Bytes leader,
      long prevLogEntry,
      long prevLogTerm,
      @Nullable List<Entry> entries,
      long leaderCommitIndex)
      implements RaftRequest {
    public AppendEntries {
      entries = entries == null ? null : List.copyOf(entries);
    }

    /// To be answered off the main path, as it waits for nothing.
    public boolean isHeartbeat() {
      return entries == null && prevLogEntry == 0 && prevLogTerm == 0 && leaderCommitIndex == 0;
    }
  }

  record RequestVote(
      RaftHeader header,
      long term,
      Bytes candidate,
      long lastLogIndex,
      long lastLogTerm,
      boolean leadershipTransfer)
      implements RaftRequest {}

  /// `size` bytes of state follow it.
  record InstallSnapshot(
      RaftHeader header,
      int snapshotVersion,
      long term,
      Bytes leader,
      long lastLogIndex,
      long lastLogTerm,
      Bytes peers,
      Bytes configuration,
      long configurationIndex,
      long size)
      implements RaftRequest {}

  record TimeoutNow(RaftHeader header) implements RaftRequest {}

  record RequestPreVote(RaftHeader header, long term, long lastLogIndex, long lastLogTerm)
      implements RaftRequest {}
}
