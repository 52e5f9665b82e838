// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import io.praetor.wire.ProtoWriter;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// Messages of the stream, `subscribe.Event` each, encoded one at a time as they are taken: a large
/// snapshot is never in memory as a whole.
final class Events {
  /// Items are put into one message until it is so large. Far below the 4 MiB that a caller takes.
  private static final int BATCH_BYTES = 256 * 1024;

  private static final int INDEX = 1;
  private static final int END_OF_SNAPSHOT = 2;
  private static final int NEW_SNAPSHOT_TO_FOLLOW = 3;
  private static final int EVENT_BATCH = 4;

  private Events() {}

  /// All changes, in as few messages as the size allows.
  static <T> Iterable<byte[]> together(Feed<T> feed, List<Change<T>> changes, long index) {
    return () -> new Batches<>(feed, changes, index);
  }

  /// All changes, in one message each.
  static <T> Iterable<byte[]> apart(Feed<T> feed, List<Change<T>> changes, long index) {
    return () -> changes.stream().map(change -> event(feed, change, index)).iterator();
  }

  /// Says that the snapshot is whole, and how new it is.
  static byte[] endOfSnapshot(long index) {
    ProtoWriter out = new ProtoWriter();
    out.integer(INDEX, index);
    out.bool(END_OF_SNAPSHOT, true);
    return out.toBytes();
  }

  /// Says that what the caller has is too old to go on from.
  static byte[] newSnapshotToFollow() {
    ProtoWriter out = new ProtoWriter();
    out.bool(NEW_SNAPSHOT_TO_FOLLOW, true);
    return out.toBytes();
  }

  private static <T> byte[] event(Feed<T> feed, Change<T> change, long index) {
    ProtoWriter out = new ProtoWriter();
    out.integer(INDEX, index);
    feed.write(out, change.item(), change.gone());
    return out.toBytes();
  }

  private static final class Batches<T> implements Iterator<byte[]> {
    private final Feed<T> feed;
    private final List<Change<T>> changes;
    private final long index;
    private int next;

    Batches(Feed<T> feed, List<Change<T>> changes, long index) {
      this.feed = feed;
      this.changes = changes;
      this.index = index;
    }

    @Override
    public boolean hasNext() {
      return next < changes.size();
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] first = event(feed, changes.get(next++), index);
      if (!hasNext() || first.length >= BATCH_BYTES) {
        return first;
      }
      ProtoWriter batch = new ProtoWriter();
      batch.embedded(1, first);
      while (hasNext() && batch.size() < BATCH_BYTES) {
        batch.embedded(1, event(feed, changes.get(next++), index));
      }
      ProtoWriter out = new ProtoWriter();
      out.integer(INDEX, index);
      out.embedded(EVENT_BATCH, batch.toBytes());
      return out.toBytes();
    }
  }
}
