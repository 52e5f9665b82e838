// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.chunk;

import static io.praetor.wire.Codecs.nullable;

import io.praetor.store.Snapshot;
import io.praetor.store.WriteTxn;
import io.praetor.wire.Codec;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Encoder;
import io.praetor.wire.Msgpack;
import io.praetor.wire.MsgpackDecoder;
import io.praetor.wire.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The pieces in a snapshot: go-raftchunking's `State`, the one record of Consul's whose map has
/// numbers for keys. Each command has an array of as many places as it has pieces.
public record ChunkState(List<Chunk> chunks) {
  private static final Codec<@Nullable Chunk> CHUNK = nullable(Chunk.CODEC);

  public static final Struct<ChunkState> CODEC =
      Struct.<ChunkState>named("State")
          .field("ChunkMap", new MapCodec(), ChunkState::chunks)
          .build(v -> new ChunkState(v.get(0)));

  public static ChunkState of(Snapshot snapshot) {
    return new ChunkState(snapshot.scan(Chunks.TABLE).toList());
  }

  public void restore(WriteTxn txn) {
    chunks.forEach(chunk -> txn.put(Chunks.TABLE, chunk));
  }

  private static final class MapCodec implements Codec<List<Chunk>> {
    @Override
    public void write(Encoder out, List<Chunk> chunks) {
      Map<Long, @Nullable Chunk[]> byOperation = new TreeMap<>();
      for (Chunk chunk : chunks) {
        byOperation
                .computeIfAbsent(chunk.operation(), id -> new Chunk[chunk.count()])[
                chunk.sequence()] =
            chunk;
      }
      out.beginMap(byOperation.size());
      byOperation.forEach(
          (operation, places) -> {
            out.uint64(operation);
            out.beginArray(places.length);
            for (Chunk place : places) {
              CHUNK.write(out, place);
            }
            out.endArray();
          });
      out.endMap();
    }

    @Override
    public List<Chunk> read(Decoder in) {
      byte[] map = in.encoded().toArray();
      List<Chunk> chunks = new ArrayList<>();
      int at = headerEnd(map);
      while (at < map.length) {
        int key = end(map, at);
        int value = end(map, key);
        chunks.addAll(places(Arrays.copyOfRange(map, key, value)));
        at = value;
      }
      return chunks;
    }

    /// Where the first key begins, behind the header of the map.
    private static int headerEnd(byte[] map) {
      int first = map[0] & 0xff;
      if (first == 0xc0 || first >= 0x80 && first <= 0x8f) {
        return 1;
      }
      return switch (first) {
        case 0xde -> 3;
        case 0xdf -> 5;
        default -> throw DecodeException.invalid("ChunkMap is no map");
      };
    }

    private static int end(byte[] data, int from) {
      int end = Msgpack.end(data, from, data.length);
      if (end < 0) {
        throw DecodeException.invalid("ChunkMap ends early");
      }
      return end;
    }

    private static List<Chunk> places(byte[] array) {
      List<Chunk> found = new ArrayList<>();
      Decoder in = new MsgpackDecoder(array);
      in.beginArray();
      while (in.hasNext()) {
        Chunk place = CHUNK.read(in);
        if (place != null) {
          found.add(place);
        }
      }
      return found;
    }

    @Override
    public List<Chunk> zero() {
      return List.of();
    }

    @Override
    public boolean isEmpty(List<Chunk> value) {
      return value.isEmpty();
    }
  }
}
