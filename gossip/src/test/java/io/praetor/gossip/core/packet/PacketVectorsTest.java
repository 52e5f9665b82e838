// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.gossip.Vectors;
import io.praetor.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Byte for byte against memberlist.
class PacketVectorsTest {
  private static final byte[] NONCE = Vectors.unhex("000102030405060708090a0b");

  /// The captured pool changed its key.
  private static final Bytes SECOND_KEY =
      Bytes.wrap(Vectors.unhex("202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"));

  private static final RandomGenerator RANDOM = new Random(1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ml-ping-min",
        "ml-ping",
        "ml-ping-v6",
        "ml-indirect-ping",
        "ml-ack-nil",
        "ml-ack-coord",
        "ml-suspect",
        "ml-alive",
        "ml-dead",
        "ml-dead-left",
        "ml-nack",
        "ml-err",
        "ml-user"
      })
  void messagesAreReadAndWritten(String id) {
    byte[] bytes = Vectors.lib(id);
    assertEquals(Vectors.hex(bytes), Vectors.hex(Messages.encode(Messages.decode(bytes))));
  }

  @Test
  void messagesSayWhatTheySay() {
    Bytes local = Bytes.wrap(new byte[] {127, 0, 0, 1});
    assertEquals(
        new Message.Ping(4242, "node-b", local, 8301, "node-a"),
        Messages.decode(Vectors.lib("ml-ping")));
    assertEquals(
        new Message.IndirectPing(7, local, 8301, "node-c", true, local, 8302, "node-a"),
        Messages.decode(Vectors.lib("ml-indirect-ping")));
    assertEquals(
        new Message.Alive(
            1,
            "node-a",
            local,
            8301,
            Bytes.wrap(Vectors.unhex("ff81a4726f6c65a46e6f6465")),
            Bytes.wrap(new byte[] {1, 5, 2, 2, 5, 4})),
        Messages.decode(Vectors.lib("ml-alive")));
    assertEquals(0xffff_ffffL, ((Message.Ping) Messages.decode(Vectors.lib("ml-ping-v6"))).seqNo());
  }

  @Test
  void compounds() {
    List<byte[]> parts =
        List.of(Vectors.lib("ml-ping"), Vectors.lib("ml-suspect"), Vectors.lib("ml-user"));
    byte[] compound = Vectors.lib("ml-compound");
    assertArrayEquals(compound, Messages.compound(parts));
    List<byte[]> read = Messages.parts(compound, 0, compound.length);
    assertEquals(
        parts.stream().map(Vectors::hex).toList(), read.stream().map(Vectors::hex).toList());
  }

  @Test
  void compressionIsThatOfGo() {
    byte[] plain = Vectors.lib("ml-compound");
    assertArrayEquals(Vectors.lib("ml-compress"), Wrapping.compress(plain));
    byte[] noise = new byte[20_000];
    int x = 12345;
    for (int i = 0; i < noise.length; i++) {
      x = x * 1664525 + 1013904223;
      noise[i] = (byte) (x >>> 24);
    }
    byte[] reset = Vectors.lib("ml-compress-reset");
    assertArrayEquals(noise, Wrapping.decompress(reset, 0, reset.length, 20_000));
    assertArrayEquals(reset, Wrapping.compress(noise));
    byte[] packed = Vectors.lib("ml-compress-long");
    byte[] grown = Wrapping.decompress(packed, 0, packed.length, 20_000);
    assertEquals(10_401, grown.length);
    assertArrayEquals(packed, Wrapping.compress(grown));
  }

  @Test
  void compressionRoundTrips() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      byte[] data = new byte[random.nextInt(30_000)];
      int letters = 1 + random.nextInt(256);
      for (int i = 0; i < data.length; i++) {
        data[i] = (byte) random.nextInt(letters);
      }
      assertArrayEquals(data, Lzw.decompress(Lzw.compress(data), data.length));
    }
  }

  @Test
  void bombsAreDefused() {
    byte[] bomb = Lzw.compress(new byte[10 << 20]);
    assertTrue(bomb.length < 64 << 10);
    assertThrows(PacketException.class, () -> Lzw.decompress(bomb, PacketCodec.MAX_UNPACKED));
    byte[] nested = Messages.encode(new Message.Nack(1));
    for (int i = 0; i < 20; i++) {
      nested = Wrapping.crc(nested);
    }
    byte[] deep = nested;
    assertThrows(PacketException.class, () -> PacketCodec.open(deep, Security.NONE, m -> {}));
  }

  @Test
  void checksum() {
    assertArrayEquals(Vectors.lib("ml-crc"), Wrapping.crc(Vectors.lib("ml-alive")));
    assertEquals(List.of(Messages.decode(Vectors.lib("ml-alive"))), open("ml-crc", Security.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "ml-enc-v1-aes16, 16, 1, ml-alive",
    "ml-enc-v1-aes24, 24, 1, ml-alive",
    "ml-enc-v1-aes32, 32, 1, ml-alive",
    "ml-enc-v0, 16, 0, ml-alive",
    "ml-enc-crc, 32, 1, ml-crc"
  })
  void encryption(String id, int keySize, int version, String inner) {
    byte[] sealed = Gcm.seal(key(keySize), Vectors.lib(inner), new byte[0], NONCE, version);
    assertArrayEquals(Vectors.lib(id), sealed);
    Security security = secured("", key(16).equals(key(keySize)) ? key(32) : key(16), key(keySize));
    assertEquals(List.of(Messages.decode(Vectors.lib("ml-alive"))), open(id, security));
    Security others = secured("", Bytes.wrap(new byte[16]));
    assertThrows(PacketException.class, () -> open(id, others));
  }

  @Test
  void labels() {
    List<Message> ping = List.of(Messages.decode(Vectors.lib("ml-ping")));
    Security plain = new Security(Keyring.NONE, true, true, "dc1");
    assertEquals(ping, open("ml-label", plain));
    assertArrayEquals(Vectors.lib("ml-label"), Wrapping.label("dc1", Vectors.lib("ml-ping")));
    assertEquals(ping, open("ml-label-enc", secured("dc1", key(32))));
    assertThrows(PacketException.class, () -> open("ml-label", Security.NONE));
    assertThrows(PacketException.class, () -> open("ml-ping", plain));
  }

  @Test
  void streams() {
    byte[] plain = Vectors.lib("ml-stream-pushpull");
    PushPull read = PushPull.decode(plain);
    assertEquals(2, read.nodes().size());
    assertEquals(3, read.nodes().get(1).state());
    assertEquals(Bytes.wrap(Vectors.lib("serf-pushpull")), read.userState());
    assertArrayEquals(plain, read.encode());
    byte[] compressed = Vectors.lib("ml-stream-pushpull-compressed");
    assertArrayEquals(compressed, StreamCodec.seal(plain, true, Security.NONE, RANDOM));
    assertArrayEquals(plain, assembled(compressed, Security.NONE));
    assertArrayEquals(plain, assembled(plain, Security.NONE));
    Security secured = secured("", key(32));
    assertArrayEquals(plain, assembled(Vectors.lib("ml-stream-pushpull-encrypted"), secured));
    Security labelled = secured("dc1", key(32));
    assertArrayEquals(plain, assembled(Vectors.lib("ml-stream-encrypted-label"), labelled));
    byte[] own = StreamCodec.seal(plain, true, labelled, RANDOM);
    assertArrayEquals(plain, assembled(own, labelled));
    byte[] user = Vectors.lib("ml-stream-user");
    assertArrayEquals(Vectors.lib("serf-join"), StreamCodec.openUser(user).shared());
    assertArrayEquals(user, StreamCodec.user(Vectors.lib("serf-join")));
    assertArrayEquals(user, assembled(user, Security.NONE));
    PacketException refused =
        assertThrows(PacketException.class, () -> assembled(compressed, secured));
    assertEquals(
        "Encryption is configured but remote state is not encrypted", refused.getMessage());
  }

  @Test
  void signedCounts() {
    byte[] header = Vectors.lib("ml-pphdr-ints");
    PushPull.Header read = Messages.body(PushPull.Header.CODEC, header, 0, header.length);
    assertEquals(new PushPull.Header(200, 70_000, false), read);
    assertArrayEquals(header, Messages.typed(MessageType.PUSH_PULL, PushPull.Header.CODEC, read));
  }

  /// Everything that was captured opens, and what Consul sent is written as it was; serf 0.9.4 has
  /// another way with numbers.
  @Test
  void capturedTraffic() {
    int packets = 0;
    int streams = 0;
    for (Map<String, Object> entry : Vectors.list("gossip-live")) {
      String id = Vectors.cast(entry.get("id"));
      Object keyHex = entry.get("key_hex");
      Security security = keyHex == null ? Security.NONE : secured("", key(32), SECOND_KEY);
      if (id.startsWith("udp-")) {
        packets++;
        PacketCodec.open(Vectors.unhex(entry.get("hex")), security, m -> assertRoundTrip(id, m));
      } else if (!id.startsWith("tcp-err")) {
        streams++;
        for (String part : List.of("hex", "reply_hex")) {
          byte[] message = assembled(Vectors.unhex(entry.get(part)), security);
          if (message[0] == MessageType.PUSH_PULL) {
            PushPull read = PushPull.decode(message);
            assertEquals(read, PushPull.decode(read.encode()), id);
            if (id.contains("consul")) {
              assertEquals(Vectors.hex(message), Vectors.hex(read.encode()), id);
            }
          } else {
            assertRoundTrip(id, Messages.decode(message));
          }
        }
      }
    }
    assertTrue(packets > 100 && streams > 5, packets + " packets, " + streams + " streams");
  }

  private static void assertRoundTrip(String id, Message message) {
    byte[] encoded = Messages.encode(message);
    assertEquals(message, Messages.decode(encoded), id);
  }

  @Test
  void refusalOfAPlainStream() {
    Map<String, Object> entry =
        Vectors.list("gossip-live").stream()
            .filter(e -> "tcp-err-1".equals(e.get("id")))
            .findFirst()
            .orElseThrow();
    Bytes key = Bytes.wrap(Vectors.unhex(entry.getOrDefault("key_hex", hex(key(32)))));
    byte[] reply = Vectors.unhex(entry.get("reply_hex"));
    assertEquals(
        new Message.Err("Encryption is configured but remote state is not encrypted"),
        Messages.decode(assembled(reply, secured("", key))));
  }

  private static String hex(Bytes bytes) {
    return Vectors.hex(bytes.shared());
  }

  private static byte[] assembled(byte[] data, Security security) {
    StreamAssembler whole = new StreamAssembler();
    for (int i = 0; i < data.length - 1; i++) {
      assertTrue(!whole.feed(data, i, 1, 1 << 20), "complete after " + i + " of " + data.length);
    }
    assertTrue(whole.feed(data, data.length - 1, 1, 1 << 20));
    return StreamCodec.open(whole.message(), false, security);
  }

  private static List<Message> open(String id, Security security) {
    List<Message> messages = new ArrayList<>();
    PacketCodec.open(Vectors.lib(id), security, messages::add);
    return messages;
  }

  private static Bytes key(int size) {
    byte[] key = new byte[size];
    for (int i = 0; i < size; i++) {
      key[i] = (byte) i;
    }
    return Bytes.wrap(key);
  }

  private static Security secured(String label, Bytes... keys) {
    return new Security(Keyring.of(List.of(keys)), true, true, label);
  }
}
