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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// For servers without a data directory, and for simulations: keeps the newest snapshot, and below
/// a provisional one the one before it.
public final class MemorySnapshotStore implements SnapshotStore {
  private record Kept(SnapshotMeta meta, byte[] state, boolean isProvisional) implements Snapshot {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(state);
    }
  }

  private final InstantSource clock;

  /// The newest first.
  private final Deque<Kept> kept = new ArrayDeque<>();

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
        return keep(false);
      }

      @Override
      public Snapshot publishProvisionally() {
        return keep(true);
      }

      private Snapshot keep(boolean provisional) {
        byte[] state = out.toByteArray();
        SnapshotMeta meta = new SnapshotMeta(id, index, term, configuration, state.length);
        return MemorySnapshotStore.this.keep(new Kept(meta, state, provisional));
      }

      @Override
      public void discard() {
        out.reset();
      }
    };
  }

  /// One of this server's own may be finished after a newer one came from the leader.
  private synchronized Snapshot keep(Kept published) {
    kept.addFirst(published);
    sort();
    return published;
  }

  /// The newest first; nothing below the newest that is sure.
  private void sort() {
    List<Kept> all = new ArrayList<>(kept);
    all.sort(Comparator.comparingLong((Kept one) -> one.meta.index()).reversed());
    kept.clear();
    for (Kept one : all) {
      kept.addLast(one);
      if (!one.isProvisional) {
        return;
      }
    }
  }

  @Override
  public synchronized Optional<Snapshot> latest() {
    return Optional.ofNullable(kept.peekFirst());
  }

  @Override
  public synchronized List<SnapshotMeta> kept() {
    return kept.stream().map(Kept::meta).toList();
  }

  @Override
  public synchronized void confirm(long index) {
    List<Kept> all = new ArrayList<>(kept);
    kept.clear();
    for (Kept one : all) {
      boolean provisional = one.isProvisional && one.meta.index() > index;
      kept.addLast(new Kept(one.meta, one.state, provisional));
    }
    sort();
  }

  @Override
  public synchronized void withdraw(long index) {
    kept.removeIf(one -> one.isProvisional && one.meta.index() >= index);
  }
}
