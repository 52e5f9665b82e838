// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Messages that real Consul servers sent, in pieces of every size, and damaged ones.
class RequestDecoderTest {
  private static final HexFormat HEX = HexFormat.of();

  private final List<byte[]> requests =
      RaftWireTest.recorded().entrySet().stream()
          .filter(one -> one.getKey().startsWith("raft-req-"))
          .filter(one -> !one.getKey().contains("InstallSnapshot"))
          .map(Map.Entry::getValue)
          .toList();

  @Test
  void messagesAreFoundWhateverTheirPieces() {
    for (int seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      List<String> sent = new ArrayList<>();
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      for (int i = 0; i < 20; i++) {
        byte[] one = requests.get(random.nextInt(requests.size()));
        sent.add(HEX.formatHex(one));
        stream.writeBytes(one);
      }
      List<String> got = new ArrayList<>();
      for (Object message : decode(stream.toByteArray(), random, seed % 10 == 0 ? 1 : 400)) {
        got.add(HEX.formatHex(RaftWire.encode((RaftRequest) message)));
      }
      assertEquals(sent, got, "seed " + seed);
    }
  }

  @Test
  void exactlyTheStateFollowsAnInstallSnapshot() {
    byte[] install = RaftWireTest.recorded().get("raft-req-InstallSnapshot");
    RaftRequest.InstallSnapshot request =
        assertInstanceOf(RaftRequest.InstallSnapshot.class, RaftWire.decodeRequest(install));
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(install);
    stream.writeBytes(new byte[(int) request.size()]);
    stream.writeBytes(requests.getFirst());
    List<Object> got = decode(stream.toByteArray(), new Random(1), 3000);
    long state = 0;
    for (Object piece : got.subList(1, got.size() - 1)) {
      state += ((ByteBuf) piece).readableBytes();
      ((ByteBuf) piece).release();
    }
    assertEquals(request, got.getFirst());
    assertEquals(request.size(), state);
    assertEquals(
        RaftWire.decodeRequest(requests.getFirst()).header(),
        ((RaftRequest) got.getLast()).header());
  }

  @Test
  void announcedLengthsAreNotBelieved() {
    Map<String, String> hostile =
        Map.of(
            "a string of 4 GiB",
            "0081a4" + "41646472" + "dbffffffff",
            "an array of 4 G",
            "0081a7" + "456e7472696573" + "ddffffffff",
            "a map of 2 G",
            "00df7fffffff",
            "nested arrays",
            "0081a7" + "456e7472696573" + "91".repeat(64),
            "no msgpack",
            "00c1",
            "an unknown kind",
            "0980");
    hostile.forEach(
        (what, hex) ->
            assertThrows(
                DecoderException.class, () -> decode(HEX.parseHex(hex), new Random(1), 100), what));
  }

  @Test
  void damagedMessagesEndInADecoderExceptionOrNothing() {
    int refused = 0;
    for (int seed = 1; seed <= 5000; seed++) {
      Random random = new Random(seed);
      byte[] data = requests.get(random.nextInt(requests.size())).clone();
      for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
        data[random.nextInt(data.length)] = (byte) random.nextInt();
      }
      try {
        for (Object message : decode(data, random, 50)) {
          if (message instanceof ByteBuf piece) {
            piece.release();
          }
        }
      } catch (DecoderException expected) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(refused > 1000, () -> "too few were noticed");
  }

  private static List<Object> decode(byte[] data, Random random, int maxPiece) {
    EmbeddedChannel channel = new EmbeddedChannel(new RequestDecoder());
    try {
      for (int at = 0; at < data.length; ) {
        int piece = Math.min(data.length - at, 1 + random.nextInt(maxPiece));
        channel.writeInbound(Unpooled.copiedBuffer(data, at, piece));
        at += piece;
      }
      List<Object> got = new ArrayList<>();
      for (Object one = channel.readInbound(); one != null; one = channel.readInbound()) {
        got.add(one);
      }
      return got;
    } finally {
      channel.close();
    }
  }
}
