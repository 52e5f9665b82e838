// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.ServerId;
import io.praetor.raft.core.Message;
import io.praetor.raft.storage.SnapshotStore;

/// Carries messages between servers. The raft thread calls it and must not be held up: a sender
/// queues a little per peer and drops the rest, which is always safe because the core repeats what
/// matters.
public interface Transport extends AutoCloseable {
  /// For a server that is alone: there is nobody to send to.
  Transport NONE =
      new Transport() {
        @Override
        public void start(Inbound inbound) {}

        @Override
        public void send(ServerId to, String address, Message message) {}

        @Override
        public void sendSnapshot(ServerId to, String address, long term, SnapshotStore snapshots) {}

        @Override
        public void probe(ServerId peer, String address) {}

        @Override
        public void close() {}
      };

  /// Begins to deliver. Called once, before anything is sent.
  void start(Inbound inbound);

  /// `address` is the one in the configuration, empty when the server is not in it; answers go
  /// back the way the request came.
  void send(ServerId to, String address, Message message);

  /// Streams the newest of the snapshots on a thread of the transport's own and then delivers the
  /// answer, or [Inbound#unreachable], also when there is no whole snapshot.
  void sendSnapshot(ServerId to, String address, long term, SnapshotStore snapshots);

  /// Tries to connect to a peer, and delivers [Inbound#refused] when its host answers that nobody
  /// listens there.
  void probe(ServerId peer, String address);

  @Override
  void close();
}
