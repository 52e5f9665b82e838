// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.chunk;

import io.praetor.store.Key;
import io.praetor.store.Table;
import io.praetor.store.View;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Puts commands together again that a leader cut into pieces: Consul's do so with KV writes of
/// more than 524,288 bytes. The pieces that have arrived are part of the replicated state, so that a
/// snapshot between two of them loses nothing. Runs on the state machine's thread.
public final class Chunks {
  public static final Table<Chunk> TABLE =
      Table.of("raft-chunks", chunk -> key(chunk.operation(), chunk.sequence()));

  public static final List<Table<?>> ALL = List.of(TABLE);

  private static final byte[] CHECKPOINT = HexFormat.of().parseHex("03a59203d6f9d1af");

  private Chunks() {}

  private static byte[] key(long operation, int sequence) {
    return Key.of(operation(operation), String.format(Locale.ROOT, "%08x", sequence));
  }

  private static String operation(long operation) {
    return String.format(Locale.ROOT, "%016x", operation);
  }

  /// Whether the extensions of a log entry say that it is a piece. The only others there are belong
  /// to the checkpoints of Consul's log verifier and begin with a fixed number.
  public static boolean isChunk(byte[] extensions) {
    return extensions.length > 0
        && !Arrays.equals(
            extensions,
            0,
            Math.min(CHECKPOINT.length, extensions.length),
            CHECKPOINT,
            0,
            CHECKPOINT.length);
  }

  /// Takes a piece; answers the whole command with the last one, null before.
  ///
  /// @throws IllegalStateException when the extensions are not those of a piece: another kind of
  ///     entry, which this server does not know how to apply
  public static byte @Nullable [] add(
      WriteTxn txn, long index, long term, byte[] data, byte[] extensions) {
    ChunkHeader header;
    try {
      header = ChunkHeader.parse(extensions);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "log entry " + index + " has extensions that this server does not know", e);
    }
    dropEarlierTerms(txn, term);
    txn.put(
        TABLE,
        new Chunk(header.operation(), header.sequence(), header.count(), term, Bytes.wrap(data)));
    List<Chunk> have = of(txn, header.operation());
    if (have.size() < header.count()) {
      return null;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (Chunk chunk : have) {
      whole.writeBytes(chunk.data().shared());
      txn.delete(TABLE, key(chunk.operation(), chunk.sequence()));
    }
    return whole.toByteArray();
  }

  /// In order.
  private static List<Chunk> of(View view, long operation) {
    return view.scanPrefix(TABLE, Key.prefix(operation(operation))).toList();
  }

  /// Whoever sent them lost the lead before the last one.
  private static void dropEarlierTerms(WriteTxn txn, long term) {
    for (Chunk chunk : txn.scan(TABLE).toList()) {
      if (chunk.term() != term) {
        txn.delete(TABLE, key(chunk.operation(), chunk.sequence()));
      }
    }
  }
}
