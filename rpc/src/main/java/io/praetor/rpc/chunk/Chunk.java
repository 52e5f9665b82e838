// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.chunk;

import static io.praetor.wire.Codecs.BYTES;
import static io.praetor.wire.Codecs.UINT;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.Bytes;
import io.praetor.wire.Struct;

/// One piece of a command, as it waits for the others. The form is go-raftchunking's `ChunkInfo`.
///
/// @param operation tells the command's pieces from those of others
/// @param sequence from 0
/// @param count how many pieces the command has
/// @param term of the log entry; pieces of an earlier term will never be completed
public record Chunk(long operation, int sequence, int count, long term, Bytes data) {
  public static final Struct<Chunk> CODEC =
      Struct.<Chunk>named("ChunkInfo")
          .field("OpNum", ULONG, Chunk::operation)
          .field("SequenceNum", UINT, Chunk::sequence)
          .field("NumChunks", UINT, Chunk::count)
          .field("Term", ULONG, Chunk::term)
          .field("Data", BYTES, Chunk::data)
          .build(v -> new Chunk(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
}
