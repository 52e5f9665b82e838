// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import static io.praetor.wire.Codecs.BYTES;

import io.praetor.wire.Bytes;
import io.praetor.wire.Struct;
import java.util.zip.CRC32;

/// The wrappers that are alike in packets and in streams: compression, checksum and label.
public final class Wrapping {
  /// How many wrappers may be around one message; honest peers use three.
  static final int MAX_DEPTH = 8;

  private static final int CRC_HEADER = 5;

  private record Compressed(int algo, Bytes buf) {
    static final Struct<Compressed> CODEC =
        Struct.<Compressed>named("compress")
            .field("Algo", Message.UINT16, Compressed::algo)
            .field("Buf", BYTES, Compressed::buf)
            .build(v -> new Compressed(v.get(0), v.get(1)));
  }

  private Wrapping() {}

  public static byte[] compress(byte[] message) {
    return Messages.typed(
        MessageType.COMPRESS,
        Compressed.CODEC,
        new Compressed(0, Bytes.wrap(Lzw.compress(message))));
  }

  /// What is in the compress message that starts at `from`.
  ///
  /// @throws PacketException also when there is more than `limit` in it
  public static byte[] decompress(byte[] data, int from, int to, int limit) {
    Compressed body = Messages.body(Compressed.CODEC, data, from, to);
    if (body.algo() != 0) {
      throw new PacketException("compression algorithm " + body.algo() + " is not known");
    }
    return Lzw.decompress(body.buf().shared(), limit);
  }

  static byte[] crc(byte[] message) {
    byte[] out = new byte[CRC_HEADER + message.length];
    System.arraycopy(message, 0, out, CRC_HEADER, message.length);
    long sum = checksum(out, CRC_HEADER, out.length);
    out[0] = MessageType.HAS_CRC;
    putInt(out, 1, (int) sum);
    return out;
  }

  /// Verifies; the message starts `CRC_HEADER` bytes further on.
  static int passCrc(byte[] data, int from, int to) {
    if (to - from < CRC_HEADER) {
      throw new PacketException("checksum is cut off");
    }
    long claimed = getInt(data, from + 1) & 0xffff_ffffL;
    if (claimed != checksum(data, from + CRC_HEADER, to)) {
      throw new PacketException("invalid checksum");
    }
    return from + CRC_HEADER;
  }

  private static long checksum(byte[] data, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(data, from, to - from);
    return crc.getValue();
  }

  static byte[] label(String label, byte[] rest) {
    if (label.isEmpty()) {
      return rest;
    }
    byte[] text = Bytes.utf8(label).shared();
    byte[] out = new byte[2 + text.length + rest.length];
    out[0] = (byte) MessageType.LABEL;
    out[1] = (byte) text.length;
    System.arraycopy(text, 0, out, 2, text.length);
    System.arraycopy(rest, 0, out, 2 + text.length, rest.length);
    return out;
  }

  /// Where what follows the label starts; the label must be ours, or absent when we have none.
  static int passLabel(String label, byte[] data, int from, int to) {
    boolean labelled = to > from && (data[from] & 0xff) == MessageType.LABEL;
    if (!labelled) {
      if (!label.isEmpty()) {
        throw new PacketException("unexpected label: none");
      }
      return from;
    }
    int length = to - from < 2 ? 0 : data[from + 1] & 0xff;
    if (length == 0 || length > to - from - 2) {
      throw new PacketException("label is cut off");
    }
    if (!Bytes.copyOf(data, from + 2, from + 2 + length).equals(Bytes.utf8(label))) {
      throw new PacketException("unexpected label");
    }
    return from + 2 + length;
  }

  static void putInt(byte[] data, int at, int value) {
    data[at] = (byte) (value >> 24);
    data[at + 1] = (byte) (value >> 16);
    data[at + 2] = (byte) (value >> 8);
    data[at + 3] = (byte) value;
  }

  static int getInt(byte[] data, int at) {
    return data[at] << 24
        | (data[at + 1] & 0xff) << 16
        | (data[at + 2] & 0xff) << 8
        | (data[at + 3] & 0xff);
  }
}
