// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import static io.praetor.wire.Decoder.Unknown.IGNORE;
import static io.praetor.wire.Kind.STRING;

import io.praetor.wire.DecodeException;
import io.praetor.wire.Msgpack;
import io.praetor.wire.MsgpackDecoder;
import java.util.Arrays;

/// Collects a stream's bytes until its one message is whole. Streams have no length in front, so
/// what has come is walked through, each value once. One thread.
public final class StreamAssembler {
  private static final int START = 4 << 10;
  private static final int MAX_RECORD = 64 << 10;

  private byte[] data = new byte[START];
  private int size;

  private int at; // Where the next value to walk over starts.
  private boolean labelPassed;
  private boolean typed;
  private int values; // Whole msgpack values that must still come.
  private int raw; // Bytes that must come after them.
  private int type;
  private boolean headed;

  /// @return whether the message is whole
  /// @throws PacketException when it can never be, or is larger than `limit`
  public boolean feed(byte[] bytes, int from, int length, int limit) {
    if (length > limit - size) {
      throw new PacketException("stream message is more than " + limit + " bytes");
    }
    if (size + length > data.length) {
      data = Arrays.copyOf(data, Math.max(size + length, Math.min(limit, data.length * 2)));
    }
    System.arraycopy(bytes, from, data, size, length);
    size += length;
    try {
      return walk(limit);
    } catch (DecodeException e) {
      throw new PacketException("malformed stream: " + e.getMessage());
    }
  }

  public int size() {
    return size;
  }

  /// The message with all its wrappers; whatever came after it is left out.
  public byte[] message() {
    return Arrays.copyOf(data, at + raw);
  }

  private boolean walk(int limit) {
    if (!start()) {
      return false;
    }
    while (values > 0) {
      int end = Msgpack.end(data, at, size);
      if (end < 0) {
        // Strings are passed over at once, but an unfinished map is walked anew each time.
        if (size - at > MAX_RECORD && new MsgpackDecoder(data, at, size, IGNORE).peek() != STRING) {
          throw new PacketException("stream holds a record of more than " + MAX_RECORD + " bytes");
        }
        return false;
      }
      if (!headed) {
        header(limit);
      }
      at = end;
      values--;
    }
    return raw <= size - at;
  }

  private boolean start() {
    if (!labelPassed) {
      if (size == 0) {
        return false;
      }
      if ((data[0] & 0xff) == MessageType.LABEL) {
        if (size < 2 || size < 2 + (data[1] & 0xff)) {
          return false;
        }
        at = 2 + (data[1] & 0xff);
      }
      labelPassed = true;
    }
    if (typed) {
      return true;
    }
    if (at >= size) {
      return false;
    }
    type = data[at] & 0xff;
    if (type == MessageType.ENCRYPT) {
      if (size - at < StreamCodec.FRAME_HEADER) {
        return false;
      }
      raw = Wrapping.getInt(data, at + 1);
      if (raw < 0 || raw > StreamCodec.MAX_MESSAGE) {
        throw new PacketException("encrypted stream of " + (raw & 0xffff_ffffL) + " bytes");
      }
      at += StreamCodec.FRAME_HEADER;
      headed = true;
    } else {
      if (type == MessageType.COMPRESS) {
        return compressed();
      }
      at++;
      values = 1;
      headed = type != MessageType.PUSH_PULL && type != MessageType.USER;
      if (type == MessageType.COMPOUND || type == MessageType.HAS_CRC || type > MessageType.ERR) {
        throw new PacketException("message type " + type + " is not known in streams");
      }
    }
    typed = true;
    return true;
  }

  /// The map's entries are walked one by one: one of them is the bulk of the message.
  private boolean compressed() {
    if (size - at < 2) {
      return false;
    }
    int map = data[at + 1] & 0xff;
    if (map >> 4 != 0x8) {
      throw new PacketException("malformed compressed stream");
    }
    at += 2;
    values = 2 * (map & 0x0f);
    headed = true;
    typed = true;
    return true;
  }

  /// The first value says how much follows it.
  private void header(int limit) {
    MsgpackDecoder in = new MsgpackDecoder(data, at, size, IGNORE);
    if (type == MessageType.PUSH_PULL) {
      PushPull.Header header = PushPull.Header.CODEC.read(in);
      values += bounded(header.nodes(), limit);
      raw = bounded(header.userStateLen(), limit);
    } else {
      raw = bounded(StreamCodec.userLength(in), limit);
    }
    headed = true;
  }

  private static int bounded(int count, int limit) {
    if (count < 0 || count > limit) {
      throw new PacketException("stream announces " + count + " bytes or nodes");
    }
    return count;
  }
}
