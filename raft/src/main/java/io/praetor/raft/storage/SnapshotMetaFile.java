// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationState;
import io.praetor.raft.Server;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.core.ConfigurationCodec;
import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Json;
import io.praetor.wire.Msgpack;
import io.praetor.wire.Struct;
import io.praetor.wire.Struct.Values;
import java.nio.ByteBuffer;
import java.util.List;

/// Consul's `meta.json` of a snapshot: one line of JSON. In a snapshot directory it carries the
/// CRC-64 of the state, in an archive it does not (the archive has sums of its own).
public record SnapshotMetaFile(SnapshotMeta meta, Bytes crc) {
  private static final int VERSION = 1;

  /// The addresses of the servers once more, for readers older than the configuration; base64 of a
  /// msgpack array.
  private static final Codec<List<Bytes>> PEERS = Codecs.list(Codecs.BYTES);

  private static final Codec<SnapshotMetaFile> CODEC =
      Struct.<SnapshotMetaFile>named("SnapshotMeta")
          .field("Version", Codecs.INT, file -> VERSION)
          .field("ID", Codecs.STRING, file -> file.meta.id())
          .field("Index", Codecs.ULONG, file -> file.meta.index())
          .field("Term", Codecs.ULONG, file -> file.meta.term())
          .field("Peers", Codecs.BYTES, file -> peers(file.meta.configuration().configuration()))
          .field(
              "Configuration",
              ConfigurationCodec.CODEC,
              file -> file.meta.configuration().configuration())
          .field("ConfigurationIndex", Codecs.ULONG, file -> file.meta.configuration().index())
          .field("Size", Codecs.LONG, file -> file.meta.sizeBytes())
          .omitEmpty("CRC", Codecs.BYTES, SnapshotMetaFile::crc)
          .build(SnapshotMetaFile::of);

  public static String id(long index, long term, long millis) {
    return "%d-%d-%d".formatted(term, index, millis);
  }

  static SnapshotMetaFile withCrc(SnapshotMeta meta, long crc64) {
    return new SnapshotMetaFile(
        meta, Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(crc64).array()));
  }

  /// With a newline at the end.
  public byte[] json() {
    byte[] line = Json.write(CODEC, this);
    return ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').array();
  }

  /// Throws [DecodeException] on anything else. Unknown fields are passed over.
  public static SnapshotMetaFile parse(byte[] json) {
    return Json.read(CODEC, json, Decoder.Unknown.IGNORE);
  }

  boolean matches(long crc64) {
    return crc.size() == Long.BYTES && ByteBuffer.wrap(crc.shared()).getLong() == crc64;
  }

  private static SnapshotMetaFile of(Values values) {
    int version = values.get(0);
    if (version < 0 || version > VERSION) {
      throw DecodeException.invalid("unsupported snapshot version " + version);
    }
    String id = values.get(1);
    long index = values.get(2);
    long term = values.get(3);
    Configuration configuration = values.get(5);
    long configurationIndex = values.get(6);
    long size = values.get(7);
    Bytes crc = values.get(8);
    try {
      return new SnapshotMetaFile(
          new SnapshotMeta(
              id, index, term, new ConfigurationState(configuration, configurationIndex), size),
          crc);
    } catch (IllegalArgumentException e) {
      throw DecodeException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Bytes peers(Configuration configuration) {
    return Bytes.wrap(
        Msgpack.write(
            PEERS,
            configuration.servers().stream().map(Server::address).map(Bytes::utf8).toList()));
  }
}
