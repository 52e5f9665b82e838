// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import io.praetor.wire.Bytes;

/// An answer on Consul's raft connections: a msgpack string (an error, or empty), then one of
/// these maps, also after an error. Answers come in the order of their requests, so nothing in
/// them says which request they belong to.
public sealed interface RaftReply {
  RaftHeader header();

  /// `lastLog` is the end of the receiver's log before the new entries. `noRetryBackoff` asks for
  /// the next try at once.
  record AppendEntries(
      RaftHeader header, long term, long lastLog, boolean success, boolean noRetryBackoff)
      implements RaftReply {}

  record RequestVote(RaftHeader header, long term, Bytes peers, boolean granted)
      implements RaftReply {}

  record InstallSnapshot(RaftHeader header, long term, boolean success) implements RaftReply {}

  record TimeoutNow(RaftHeader header) implements RaftReply {}

  record RequestPreVote(RaftHeader header, long term, boolean granted) implements RaftReply {}
}
