// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.rpc.QueryMeta;
import io.praetor.wire.Codec;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Msgpack;
import io.praetor.wire.Struct;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// The msgpack maps that go before the archives on a snapshot connection (Consul's SnapshotRequest and
/// SnapshotResponse).
public final class SnapshotHeaders {
  public static final int SAVE = 0;
  public static final int RESTORE = 1;

  /// A reply that is read with this as its meta has failed or is a restore's.
  public static final QueryMeta NOTHING = new QueryMeta(0, Duration.ZERO, false, "", false);

  private static final int MAX_HEADER = 16 * 1024;

  /// @param op {@link #SAVE} or {@link #RESTORE}
  public record Ask(String datacenter, String token, int op, boolean allowStale) {
    public static final Struct<Ask> CODEC =
        Struct.<Ask>named("SnapshotRequest")
            .field("Datacenter", STRING, Ask::datacenter)
            .field("Token", STRING, Ask::token)
            .field("Op", INT, Ask::op)
            .field("AllowStale", BOOL, Ask::allowStale)
            .build(v -> new Ask(v.get(0), v.get(1), v.get(2), v.get(3)));

    /// Does not show the token.
    @Override
    public String toString() {
      return "Ask[datacenter=" + datacenter + ", op=" + op + ", allowStale=" + allowStale + "]";
    }
  }

  /// @param error empty when there is none
  public record Answer(String error, QueryMeta meta) {
    public static final Struct<Answer> CODEC =
        Struct.<Answer>named("SnapshotResponse")
            .field("Error", STRING, Answer::error)
            .embed(QueryMeta.CODEC, Answer::meta)
            .build(v -> new Answer(v.get(0), v.get(1)));
  }

  private SnapshotHeaders() {}

  public static <T> byte[] write(Codec<T> codec, T header) {
    return Msgpack.write(codec, header);
  }

  /// Reads just the header; the archive follows in the stream.
  ///
  /// @throws DecodeException when it is not such a header
  /// @throws EOFException when the stream ends in it
  public static <T> T read(Codec<T> codec, InputStream in) throws IOException {
    ValueSkimmer skimmer = new ValueSkimmer(MAX_HEADER);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    byte[] one = new byte[1];
    do {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("EOF");
      }
      if (header.size() == MAX_HEADER) {
        throw DecodeException.invalid("snapshot: header too large");
      }
      one[0] = (byte) next;
      header.write(next);
    } while (skimmer.skim(one, 0, 1) < 0);
    return Msgpack.read(codec, header.toByteArray());
  }
}
