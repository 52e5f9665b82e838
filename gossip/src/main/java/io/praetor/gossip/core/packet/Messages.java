// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import io.praetor.wire.Bytes;
import io.praetor.wire.Codec;
import io.praetor.wire.DecodeException;
import io.praetor.wire.MsgpackDecoder;
import io.praetor.wire.MsgpackEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages to bytes and back: the type byte, the body, and the compound that carries several.
public final class Messages {
  /// A compound costs its type and count, and a length for each part.
  public static final int COMPOUND_OVERHEAD = 2;

  public static final int PART_OVERHEAD = 2;
  public static final int MAX_PARTS = 255;

  private Messages() {}

  public static byte[] encode(Message message) {
    return switch (message) {
      case Message.Ping m -> typed(MessageType.PING, Message.Ping.CODEC, m);
      case Message.IndirectPing m ->
          typed(MessageType.INDIRECT_PING, Message.IndirectPing.CODEC, m);
      case Message.Ack m -> typed(MessageType.ACK, Message.Ack.CODEC, m);
      case Message.Nack m -> typed(MessageType.NACK, Message.Nack.CODEC, m);
      case Message.Suspect m -> typed(MessageType.SUSPECT, Message.Suspect.CODEC, m);
      case Message.Alive m -> typed(MessageType.ALIVE, Message.Alive.CODEC, m);
      case Message.Dead m -> typed(MessageType.DEAD, Message.Dead.CODEC, m);
      case Message.Err m -> typed(MessageType.ERR, Message.Err.CODEC, m);
      case Message.User(Bytes data) -> user(data.shared());
    };
  }

  /// The type byte and the body in gossip's flavour of msgpack.
  public static <T extends @Nullable Object> byte[] typed(int type, Codec<T> codec, T body) {
    MsgpackEncoder out = new MsgpackEncoder(MsgpackEncoder.Flavor.SIGNED).putByte(type);
    codec.write(out, body);
    return out.toByteArray();
  }

  /// A message of the layer above, as a packet carries it.
  public static byte[] user(byte[] data) {
    byte[] packet = new byte[data.length + 1];
    packet[0] = MessageType.USER;
    System.arraycopy(data, 0, packet, 1, data.length);
    return packet;
  }

  /// One unwrapped message of a packet, of any type but compound.
  ///
  /// @throws PacketException when it is of no known type or malformed
  public static Message decode(byte[] data, int from, int to) {
    if (from >= to) {
      throw new PacketException("empty message");
    }
    int type = data[from] & 0xff;
    return switch (type) {
      case MessageType.PING -> body(Message.Ping.CODEC, data, from, to);
      case MessageType.INDIRECT_PING -> body(Message.IndirectPing.CODEC, data, from, to);
      case MessageType.ACK -> body(Message.Ack.CODEC, data, from, to);
      case MessageType.NACK -> body(Message.Nack.CODEC, data, from, to);
      case MessageType.SUSPECT -> body(Message.Suspect.CODEC, data, from, to);
      case MessageType.ALIVE -> body(Message.Alive.CODEC, data, from, to);
      case MessageType.DEAD -> body(Message.Dead.CODEC, data, from, to);
      case MessageType.ERR -> body(Message.Err.CODEC, data, from, to);
      case MessageType.USER -> new Message.User(Bytes.copyOf(data, from + 1, to));
      default -> throw new PacketException("message type " + type + " is not known");
    };
  }

  public static Message decode(byte[] data) {
    return decode(data, 0, data.length);
  }

  /// The body after a type byte.
  public static <T extends @Nullable Object> T body(Codec<T> codec, byte[] data, int from, int to) {
    try {
      return codec.read(
          new MsgpackDecoder(data, from + 1, to, io.praetor.wire.Decoder.Unknown.IGNORE));
    } catch (DecodeException e) {
      throw new PacketException("malformed message of type " + data[from] + ": " + e.getMessage());
    }
  }

  /// Packs messages into as few compounds as their count asks for; a single one stays as it is.
  public static List<byte[]> compounds(List<byte[]> messages) {
    if (messages.size() == 1) {
      return messages;
    }
    List<byte[]> packed = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += MAX_PARTS) {
      packed.add(compound(messages.subList(from, Math.min(messages.size(), from + MAX_PARTS))));
    }
    return packed;
  }

  public static byte[] compound(List<byte[]> messages) {
    int size = COMPOUND_OVERHEAD;
    for (byte[] message : messages) {
      size += PART_OVERHEAD + message.length;
    }
    byte[] out = new byte[size];
    out[0] = MessageType.COMPOUND;
    out[1] = (byte) messages.size();
    int at = COMPOUND_OVERHEAD;
    for (byte[] message : messages) {
      out[at++] = (byte) (message.length >> 8);
      out[at++] = (byte) message.length;
    }
    for (byte[] message : messages) {
      System.arraycopy(message, 0, out, at, message.length);
      at += message.length;
    }
    return out;
  }

  /// The parts of a compound. Parts that were cut off are left out, as memberlist does.
  static List<byte[]> parts(byte[] data, int from, int to) {
    if (to - from < COMPOUND_OVERHEAD) {
      throw new PacketException("compound without a count");
    }
    int count = data[from + 1] & 0xff;
    int at = from + COMPOUND_OVERHEAD + count * PART_OVERHEAD;
    if (at > to) {
      throw new PacketException("compound shorter than its table");
    }
    List<byte[]> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = (data[from + 2 + 2 * i] & 0xff) << 8 | (data[from + 3 + 2 * i] & 0xff);
      if (length > to - at) {
        break;
      }
      parts.add(Arrays.copyOfRange(data, at, at + length));
      at += length;
    }
    return parts;
  }
}
