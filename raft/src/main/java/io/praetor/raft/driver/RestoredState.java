// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.SavedState;
import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.storage.SnapshotSink;
import io.praetor.raft.storage.SnapshotStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A saved state on its way to become a snapshot: where, the core says when nothing is in flight.
record RestoredState(SnapshotStore store, SavedState state) implements Inbox.Received {
  @Override
  public SnapshotSink at(SnapshotMeta meta) {
    return new Copy(store, state, meta);
  }

  @Override
  public void discard() {
    // It belongs to the caller.
  }

  private record Copy(SnapshotStore store, SavedState state, SnapshotMeta meta)
      implements SnapshotSink {
    @Override
    public OutputStream out() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public Snapshot publish() {
      throw new UnsupportedOperationException("a restored state is provisional at first");
    }

    @Override
    public Snapshot publishProvisionally() throws IOException {
      SnapshotSink sink = store.create(meta.index(), meta.term(), meta.configuration());
      try (InputStream in = state.open()) {
        in.transferTo(sink.out());
      } catch (IOException | RuntimeException e) {
        sink.discard();
        throw e;
      }
      return sink.publishProvisionally();
    }

    @Override
    public void discard() {
      // Nothing has been written.
    }
  }
}
