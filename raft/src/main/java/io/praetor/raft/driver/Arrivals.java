// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.ServerId;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.core.Input;
import io.praetor.raft.core.Message;
import io.praetor.raft.storage.SnapshotSink;
import io.praetor.raft.storage.SnapshotStore;
import java.io.IOException;

/// Queues for the raft thread what the transport delivers.
record Arrivals(Inbox inbox, SnapshotStore snapshots) implements Inbound {
  /// A leader's snapshot, which is at its place already.
  private record Arrived(SnapshotSink sink) implements Inbox.Received {
    @Override
    public SnapshotSink at(SnapshotMeta meta) {
      return sink;
    }

    @Override
    public void discard() throws IOException {
      sink.discard();
    }
  }

  @Override
  public void receive(ServerId from, Message message) {
    inbox.add(new Input.Receive(from, message));
  }

  @Override
  public void unreachable(ServerId peer) {
    inbox.add(new Input.Unreachable(peer));
  }

  @Override
  public void connectionLost(ServerId peer) {
    inbox.add(new Input.ConnectionLost(peer));
  }

  @Override
  public void refused(ServerId peer) {
    inbox.add(new Input.Refused(peer));
  }

  @Override
  public SnapshotSink beginSnapshot(SnapshotMeta meta) throws IOException {
    return snapshots.create(meta.index(), meta.term(), meta.configuration());
  }

  @Override
  public void receiveSnapshot(ServerId from, long term, SnapshotMeta meta, SnapshotSink sink) {
    long handle = inbox.keep(new Arrived(sink));
    inbox.add(new Input.Receive(from, new Message.InstallSnapshot(term, meta, handle)));
  }
}
