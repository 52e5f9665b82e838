// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.ServerId;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.core.Message;
import io.praetor.raft.storage.SnapshotSink;
import java.io.IOException;

/// Where a transport delivers. Any thread may call these; they queue and return. A transport has
/// at most a bounded number of requests of one peer unanswered, which bounds the queue.
public interface Inbound {
  void receive(ServerId from, Message message);

  void unreachable(ServerId peer);

  /// A connection that this peer had opened has ended.
  void connectionLost(ServerId peer);

  /// Nobody listens at this peer's address.
  void refused(ServerId peer);

  /// Opens a place for the bytes of a snapshot that a leader begins to send.
  SnapshotSink beginSnapshot(SnapshotMeta meta) throws IOException;

  /// All bytes are in the sink. The answer follows through [Transport#send].
  void receiveSnapshot(ServerId from, long term, SnapshotMeta meta, SnapshotSink sink);
}
