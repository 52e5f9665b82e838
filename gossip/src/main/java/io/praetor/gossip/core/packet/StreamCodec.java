// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import static io.praetor.wire.Codecs.INT;

import io.praetor.wire.Bytes;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.MsgpackDecoder;
import io.praetor.wire.MsgpackEncoder;
import io.praetor.wire.Struct;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The one message that a TCP stream carries in each direction: always compressed, then encrypted
/// behind a length, then labelled.
public final class StreamCodec {
  /// What a message may be, wrapped or unwrapped: memberlist's limit on pushed state and some room.
  public static final int MAX_MESSAGE = 24 << 20;

  static final int FRAME_HEADER = 5;

  private record UserHeader(int userMsgLen) {
    static final Struct<UserHeader> CODEC =
        Struct.<UserHeader>named("userMsgHeader")
            .field("UserMsgLen", INT, UserHeader::userMsgLen)
            .build(v -> new UserHeader(v.get(0)));
  }

  private StreamCodec() {}

  /// A user message as streams have it, with its length.
  public static byte[] user(byte[] data) {
    MsgpackEncoder out = new MsgpackEncoder(MsgpackEncoder.Flavor.SIGNED);
    out.putByte(MessageType.USER);
    UserHeader.CODEC.write(out, new UserHeader(data.length));
    out.encoded(Bytes.wrap(data));
    return out.toByteArray();
  }

  /// Undoes [#user].
  public static Bytes openUser(byte[] message) {
    MsgpackDecoder in = new MsgpackDecoder(message, 1, message.length, Decoder.Unknown.IGNORE);
    try {
      int length = UserHeader.CODEC.read(in).userMsgLen();
      int from = in.position();
      if (length < 0 || length > message.length - from) {
        throw new PacketException("user message is shorter than it says");
      }
      return Bytes.copyOf(message, from, from + length);
    } catch (DecodeException e) {
      throw new PacketException("malformed user message: " + e.getMessage());
    }
  }

  static int userLength(MsgpackDecoder in) {
    return UserHeader.CODEC.read(in).userMsgLen();
  }

  /// @param dialled whether we opened the stream: only its opener labels it
  public static byte[] seal(
      byte[] message, boolean dialled, Security security, RandomGenerator random) {
    byte[] out = Wrapping.compress(message);
    if (security.encrypts()) {
      out = frame(out, security, random);
    }
    return dialled ? Wrapping.label(security.label(), out) : out;
  }

  private static byte[] frame(byte[] plain, Security security, RandomGenerator random) {
    byte[] header = new byte[FRAME_HEADER];
    header[0] = MessageType.ENCRYPT;
    Wrapping.putInt(header, 1, plain.length + Gcm.OVERHEAD);
    byte[] aad = aad(header, 0, security.label());
    byte[] sealed = Gcm.seal(security.keyring().primary(), plain, aad, random);
    byte[] out = Arrays.copyOf(header, FRAME_HEADER + sealed.length);
    System.arraycopy(sealed, 0, out, FRAME_HEADER, sealed.length);
    return out;
  }

  private static byte[] aad(byte[] data, int from, String label) {
    byte[] text = Bytes.utf8(label).shared();
    byte[] aad = new byte[FRAME_HEADER + text.length];
    System.arraycopy(data, from, aad, 0, FRAME_HEADER);
    System.arraycopy(text, 0, aad, FRAME_HEADER, text.length);
    return aad;
  }

  /// What the stream said, without any wrapper, from its type byte on.
  ///
  /// @param data all of the message, as [StreamAssembler] delimits it, label included
  /// @throws PacketException with memberlist's text where one side encrypts and the other does not
  public static byte[] open(byte[] data, boolean dialled, Security security) {
    int from = dialled ? 0 : Wrapping.passLabel(security.label(), data, 0, data.length);
    if (from >= data.length) {
      throw new PacketException("empty stream");
    }
    byte[] plain = data;
    if ((data[from] & 0xff) == MessageType.ENCRYPT) {
      if (security.keyring().isEmpty()) {
        throw new PacketException("Remote state is encrypted and encryption is not configured");
      }
      if (data.length - from < FRAME_HEADER) {
        throw new PacketException("stream is cut off");
      }
      byte[] aad = aad(data, from, security.label());
      plain = Gcm.open(security.keyring(), data, from + FRAME_HEADER, data.length, aad);
      from = 0;
    } else if (!security.keyring().isEmpty() && security.verifyIncoming()) {
      throw new PacketException("Encryption is configured but remote state is not encrypted");
    }
    if (from < plain.length && (plain[from] & 0xff) == MessageType.COMPRESS) {
      plain = Wrapping.decompress(plain, from, plain.length, MAX_MESSAGE);
      from = 0;
    }
    if (from >= plain.length) {
      throw new PacketException("empty stream");
    }
    return from == 0 ? plain : Arrays.copyOfRange(plain, from, plain.length);
  }
}
