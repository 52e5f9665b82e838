// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.wire.Bytes;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.Encoder;
import io.praetor.wire.MsgpackDecoder;
import io.praetor.wire.MsgpackEncoder;
import io.praetor.wire.MsgpackEncoder.Flavor;

/// One entry as Consul's `Log` map: in append requests, and as the value in our log store.
public final class EntryCodec {
  private EntryCodec() {}

  public static byte[] encode(Entry entry) {
    MsgpackEncoder out = new MsgpackEncoder(Flavor.SIGNED);
    write(out, entry);
    return out.toByteArray();
  }

  /// Throws [DecodeException] on anything that is not an entry.
  public static Entry decode(byte[] data, int from, int to) {
    return read(new MsgpackDecoder(data, from, to, Decoder.Unknown.IGNORE));
  }

  public static void write(Encoder out, Entry entry) {
    out.beginMap(6);
    out.key("AppendedAt");
    out.bytes(Bytes.wrap(entry.appendedAt()));
    out.key("Data");
    out.bytes(nilWhenEmpty(entry.data()));
    out.key("Extensions");
    out.bytes(nilWhenEmpty(entry.extensions()));
    out.key("Index");
    out.uint64(entry.index());
    out.key("Term");
    out.uint64(entry.term());
    out.key("Type");
    out.uint64(entry.type().code());
    out.endMap();
  }

  public static Entry read(Decoder in) {
    long index = 0;
    long term = 0;
    long type = 0;
    byte[] data = Entry.NO_BYTES;
    byte[] extensions = Entry.NO_BYTES;
    byte[] appendedAt = Entry.NO_BYTES;
    in.beginMap();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      switch (key) {
        case "Index" -> index = in.uint64(63, "uint64");
        case "Term" -> term = in.uint64(63, "uint64");
        case "Type" -> type = in.uint64(8, "uint8");
        case "Data" -> data = in.bytes().shared();
        case "Extensions" -> extensions = in.bytes().shared();
        case "AppendedAt" -> appendedAt = in.bytes().shared();
        default -> in.skip();
      }
    }
    try {
      return new Entry(index, term, EntryType.ofCode(type), data, extensions, appendedAt);
    } catch (IllegalArgumentException e) {
      throw DecodeException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Bytes nilWhenEmpty(byte[] data) {
    return data.length == 0 ? Bytes.NIL : Bytes.wrap(data);
  }
}
