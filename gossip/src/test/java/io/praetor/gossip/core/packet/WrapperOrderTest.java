// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/// Which wrapper lies inside which, and when one is left out: memberlist's order.
class WrapperOrderTest {
  private static final byte[] SHORT = Messages.encode(new Message.Nack(7));
  private static final byte[] LONG =
      Messages.encode(new Message.User(Bytes.utf8("the same again ".repeat(60))));
  private static final Random RANDOM = new Random(1);
  private static final Bytes KEY = Bytes.wrap(new byte[32]);
  private static final Security SECURED = new Security(Keyring.of(List.of(KEY)), true, true, "");

  private static byte[] packet(byte[] message, boolean checksum, Security security) {
    return PacketCodec.seal(message, checksum, security, RANDOM);
  }

  @Test
  void aPacketIsCompressedOnlyWhenThatMakesItSmaller() {
    assertArrayEquals(SHORT, packet(SHORT, false, Security.NONE));
    byte[] packed = packet(LONG, false, Security.NONE);
    assertEquals(MessageType.COMPRESS, packed[0]);
    assertTrue(packed.length < LONG.length);
  }

  @Test
  void aStreamIsCompressedEvenWhenThatMakesItLonger() {
    byte[] stream = StreamCodec.seal(SHORT, true, Security.NONE, RANDOM);
    assertEquals(MessageType.COMPRESS, stream[0]);
    assertTrue(stream.length > SHORT.length);
  }

  @Test
  void theChecksumIsOfTheCompressedBytes() {
    byte[] packed = packet(LONG, true, Security.NONE);
    assertEquals(MessageType.HAS_CRC, packed[0]);
    assertEquals(MessageType.COMPRESS, packed[5]);
    CRC32 crc = new CRC32();
    crc.update(packed, 5, packed.length - 5);
    assertEquals((int) crc.getValue(), ByteBuffer.wrap(packed).getInt(1));
  }

  @Test
  void theChecksumIsInsideTheEncryption() {
    byte[] sealed = packet(LONG, true, SECURED);
    assertEquals(1, sealed[0], "the version; a packet has no marker of encryption");
    byte[] plain = Gcm.open(SECURED.keyring(), sealed, 0, sealed.length, new byte[0]);
    assertEquals(MessageType.HAS_CRC, plain[0]);
    assertEquals(MessageType.COMPRESS, plain[5]);
  }

  @Test
  void aStreamMarksItsEncryptionAndSealsTheMark() {
    byte[] sealed = StreamCodec.seal(SHORT, true, SECURED, RANDOM);
    assertEquals(MessageType.ENCRYPT, sealed[0]);
    assertEquals(sealed.length - 5, ByteBuffer.wrap(sealed).getInt(1));
    byte[] mark = Arrays.copyOf(sealed, 5);
    assertEquals(
        MessageType.COMPRESS, Gcm.open(SECURED.keyring(), sealed, 5, sealed.length, mark)[0]);
    assertThrows(
        PacketException.class,
        () -> Gcm.open(SECURED.keyring(), sealed, 5, sealed.length, new byte[0]));
  }

  /// Bytes and texts of 32 to 255 bytes, for which newer msgpack has forms that older peers cannot read.
  @Test
  void theNewerFormsAreNotWritten() {
    Bytes meta = Bytes.wrap(new byte[100]);
    byte[] alive =
        Messages.encode(new Message.Alive(1, "n".repeat(40), meta, 1, meta, Bytes.EMPTY));
    for (byte form : new byte[] {(byte) 0xd9, (byte) 0xc4, (byte) 0xc5, (byte) 0xc6}) {
      for (byte b : alive) {
        assertTrue(b != form, "0x" + Integer.toHexString(form & 0xff) + " is written");
      }
    }
    assertEquals(
        new Message.Alive(1, "n".repeat(40), meta, 1, meta, Bytes.EMPTY), Messages.decode(alive));
  }
}
