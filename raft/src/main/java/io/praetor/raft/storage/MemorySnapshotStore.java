// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import io.praetor.raft.ConfigurationState;
import io.praetor.raft.Snapshot;
import io.praetor.raft.SnapshotMeta;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The snapshots of a `-dev` agent: the newest one, in memory.
public final class MemorySnapshotStore implements SnapshotStore {
  private record Kept(SnapshotMeta meta, byte[] state) implements Snapshot {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(state);
    }
  }

  private final InstantSource clock;
  private volatile @Nullable Snapshot latest;

  public MemorySnapshotStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public SnapshotSink create(long index, long term, ConfigurationState configuration) {
    String id = SnapshotMetaFile.id(index, term, clock.millis());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return new SnapshotSink() {
      @Override
      public OutputStream out() {
        return out;
      }

      @Override
      public Snapshot publish() {
        byte[] state = out.toByteArray();
        Snapshot kept =
            new Kept(new SnapshotMeta(id, index, term, configuration, state.length), state);
        keepIfNewer(kept);
        return kept;
      }

      @Override
      public void discard() {
        out.reset();
      }
    };
  }

  /// One of this server's own may be finished after a newer one came from the leader.
  private synchronized void keepIfNewer(Snapshot published) {
    Snapshot known = latest;
    if (known == null || known.meta().index() <= published.meta().index()) {
      latest = published;
    }
  }

  @Override
  public Optional<Snapshot> latest() {
    return Optional.ofNullable(latest);
  }
}
