// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import io.praetor.wire.Bytes;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A UDP packet's way out (compress when it helps, checksum, encrypt, label) and back in.
public final class PacketCodec {
  /// What one packet may become by decompression, and what all compressed parts of it together may:
  /// far more than honest peers, who fill 1,400 bytes before they compress.
  static final int MAX_UNPACKED = 256 << 10;

  private PacketCodec() {}

  /// @param checksum whether the receiver is known to understand one
  public static byte[] seal(
      byte[] message, boolean checksum, Security security, RandomGenerator random) {
    byte[] packed = Wrapping.compress(message);
    byte[] out = packed.length < message.length ? packed : message;
    if (checksum) {
      out = Wrapping.crc(out);
    }
    if (security.encrypts()) {
      byte[] aad = Bytes.utf8(security.label()).shared();
      out = Gcm.seal(security.keyring().primary(), out, aad, random);
    }
    return Wrapping.label(security.label(), out);
  }

  /// Takes off label and encryption and gives each message of the packet to `sink`. A malformed
  /// part ends the packet; parts before it have been given then.
  ///
  /// @throws PacketException when something in it is not right
  public static void open(byte[] packet, Security security, Consumer<Message> sink) {
    int from = Wrapping.passLabel(security.label(), packet, 0, packet.length);
    byte[] plain = packet;
    if (!security.keyring().isEmpty()) {
      byte[] aad = Bytes.utf8(security.label()).shared();
      try {
        plain = Gcm.open(security.keyring(), packet, from, packet.length, aad);
        from = 0;
      } catch (PacketException e) {
        if (security.verifyIncoming()) {
          throw e;
        }
      }
    }
    new Opening(sink).message(plain, from, plain.length, 0);
  }

  private static final class Opening {
    private final Consumer<Message> sink;
    private int room = MAX_UNPACKED;

    Opening(Consumer<Message> sink) {
      this.sink = sink;
    }

    void message(byte[] data, int from, int to, int depth) {
      if (from >= to) {
        throw new PacketException("empty message");
      }
      if (depth > Wrapping.MAX_DEPTH) {
        throw new PacketException("message is wrapped too often");
      }
      switch (data[from] & 0xff) {
        case MessageType.COMPRESS -> {
          byte[] inner = Wrapping.decompress(data, from, to, room);
          room -= inner.length;
          message(inner, 0, inner.length, depth + 1);
        }
        case MessageType.HAS_CRC -> message(data, Wrapping.passCrc(data, from, to), to, depth + 1);
        case MessageType.COMPOUND -> {
          for (byte[] part : Messages.parts(data, from, to)) {
            message(part, 0, part.length, depth + 1);
          }
        }
        default -> sink.accept(Messages.decode(data, from, to));
      }
    }
  }
}
