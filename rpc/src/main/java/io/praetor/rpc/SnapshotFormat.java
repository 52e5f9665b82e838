// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.ULONG;

import io.praetor.raft.SnapshotSource;
import io.praetor.store.Snapshot;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Msgpack;
import io.praetor.wire.Struct;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Consul's stream of the whole state (the body of a snapshot): a header, then records of a type byte
/// and one msgpack value each, without lengths, to the end. Source: reference of the FSM snapshot
/// stream, checked against a recorded archive. Immutable.
public final class SnapshotFormat {
  private record Header(long lastIndex) {
    static final Struct<Header> CODEC =
        Struct.<Header>named("SnapshotHeader")
            .field("LastIndex", ULONG, Header::lastIndex)
            .build(v -> new Header(v.get(0)));
  }

  private final List<SnapshotSection<?>> sections;
  private final Map<Integer, SnapshotSection<?>> byType = new HashMap<>();

  /// @param sections in the order in which they are written; of those that share a type the first one
  ///     reads them all back
  public SnapshotFormat(List<SnapshotSection<?>> sections) {
    this.sections = List.copyOf(sections);
    for (SnapshotSection<?> section : sections) {
      byType.putIfAbsent(section.type(), section);
    }
  }

  /// Streams an immutable snapshot; takes no lock and may run while writes go on.
  public SnapshotSource source(Snapshot snapshot) {
    return out -> write(snapshot, out);
  }

  private void write(Snapshot snapshot, OutputStream raw) throws IOException {
    BufferedOutputStream out = new BufferedOutputStream(raw, 1 << 16);
    out.write(Msgpack.write(Header.CODEC, new Header(snapshot.lastIndex())));
    for (SnapshotSection<?> section : sections) {
      writeSection(section, snapshot, out);
    }
    out.flush();
  }

  private static <R> void writeSection(
      SnapshotSection<R> section, Snapshot snapshot, OutputStream out) throws IOException {
    Iterator<R> records = section.save().apply(snapshot).iterator();
    while (records.hasNext()) {
      out.write(section.type());
      out.write(Msgpack.write(section.codec(), records.next()));
    }
  }

  /// Fills a transaction from a stream.
  ///
  /// @throws IOException when the stream ends inside a record or holds a type that this version does
  ///     not know; the transaction must then be dropped
  public void restore(InputStream in, WriteTxn txn) throws IOException {
    SnapshotReader reader = new SnapshotReader(in);
    Msgpack.read(Header.CODEC, reader.value());
    for (int type = reader.type(); type >= 0; type = reader.type()) {
      SnapshotSection<?> section = byType.get(type);
      if (section == null) {
        throw new IOException(
            type >= 64
                ? "msg type <"
                    + type
                    + "> is a Consul Enterprise log entry. Consul CE cannot restore it"
                : "Unrecognized msg type " + type);
      }
      restoreRecord(section, reader.value(), txn);
    }
  }

  private static <R> void restoreRecord(SnapshotSection<R> section, byte[] value, WriteTxn txn) {
    section.restore().accept(txn, Msgpack.read(section.codec(), value));
  }
}
