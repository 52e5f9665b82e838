// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import io.praetor.raft.core.Entry;
import io.praetor.raft.core.EntryCodec;
import io.praetor.wire.DecodeException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// One entry as a key and a value of the log store: the index, big-endian, and a CRC-32C of both
/// before the msgpack of Consul's `Log`. The index is part of the sum, so that a value under the
/// wrong key does not pass.
final class EntryRecord {
  private static final int SUM_BYTES = 4;

  private EntryRecord() {}

  static byte[] key(long index) {
    return ByteBuffer.allocate(Long.BYTES).putLong(index).array();
  }

  static byte[] value(byte[] key, Entry entry) {
    byte[] body = EntryCodec.encode(entry);
    return ByteBuffer.allocate(SUM_BYTES + body.length)
        .putInt(sum(key, body, 0, body.length))
        .put(body)
        .array();
  }

  /// Throws [DecodeException] when the record is not what was written.
  static Entry read(byte[] key, byte[] value) {
    if (key.length != Long.BYTES || value.length < SUM_BYTES) {
      throw DecodeException.invalid("a record of the wrong length");
    }
    int expected = ByteBuffer.wrap(value).getInt();
    if (sum(key, value, SUM_BYTES, value.length - SUM_BYTES) != expected) {
      throw DecodeException.invalid("checksum mismatch");
    }
    Entry entry = EntryCodec.decode(value, SUM_BYTES, value.length);
    if (entry.index() != ByteBuffer.wrap(key).getLong()) {
      throw DecodeException.invalid("the entry is of index " + entry.index());
    }
    return entry;
  }

  private static int sum(byte[] key, byte[] data, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(key);
    crc.update(data, from, length);
    return (int) crc.getValue();
  }
}
