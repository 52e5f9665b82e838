// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.wire.DecodeException;
import io.praetor.wire.Msgpack;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageBufferTest {
  @Test
  void findsRecordedMessagesInAnyPieces() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<Recorded> calls = Recorded.all();
    calls.forEach(call -> all.writeBytes(call.request()));
    for (long seed = 0; seed < 20; seed++) {
      List<byte[]> found = inPieces(all.toByteArray(), new Random(seed));
      assertEquals(calls.size(), found.size(), "seed " + seed);
      for (int i = 0; i < found.size(); i++) {
        assertArrayEquals(calls.get(i).request(), found.get(i), "seed " + seed);
      }
    }
  }

  private static List<byte[]> inPieces(byte[] all, Random random) {
    MessageBuffer buffer = new MessageBuffer(1 << 20);
    List<byte[]> found = new ArrayList<>();
    for (int at = 0; at < all.length; ) {
      int size = Math.min(all.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 3000));
      buffer.add(Arrays.copyOfRange(all, at, at + size));
      at += size;
      for (Message one = buffer.poll(); one != null; one = buffer.poll()) {
        found.add(one.bytes());
      }
    }
    assertEquals(0, buffer.size());
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"06", "00", "93", "c0", "a0", "82c1", "80c7", "82a1"})
  void refusesWhatIsNoMessage(String hex) {
    MessageBuffer buffer = new MessageBuffer(100);
    buffer.add(HexFormat.of().parseHex(hex));
    if (hex.equals("82a1")) {
      assertNull(buffer.poll());
    } else {
      assertThrows(DecodeException.class, buffer::poll);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"80db7fffffff", "80dd7fffffff", "80dfffffffff", "80da0065"})
  void refusesLengthsBeyondTheBoundBeforeTheBytesCome(String hex) {
    MessageBuffer buffer = new MessageBuffer(100);
    buffer.add(HexFormat.of().parseHex(hex));
    assertThrows(DecodeException.class, buffer::poll);
  }

  @Test
  void refusesMessagesThatGrowBeyondTheBound() {
    MessageBuffer buffer = new MessageBuffer(100);
    buffer.add(HexFormat.of().parseHex("80dc0060"));
    byte[] element = HexFormat.of().parseHex("a86162636465666768");
    assertThrows(
        DecodeException.class,
        () -> {
          for (int i = 0; i < 20; i++) {
            buffer.add(element);
            assertNull(buffer.poll());
          }
        });
  }

  @Test
  void refusesDeepNesting() {
    MessageBuffer buffer = new MessageBuffer(10_000);
    byte[] deep = new byte[300];
    Arrays.fill(deep, (byte) 0x91);
    buffer.add(new byte[] {(byte) 0x80});
    buffer.add(deep);
    assertThrows(DecodeException.class, buffer::poll);
  }

  @Test
  void endsWhereTheDecoderEnds() {
    int ended = 0;
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] data = new byte[1 + random.nextInt(40)];
      random.nextBytes(data);
      assertEquals(decoded(data), skimmed(data), "seed " + seed);
      ended += skimmed(data) > 0 ? 1 : 0;
    }
    assertTrue(ended > 1000);
  }

  /// Rubbish and values that have not ended are both -1: the decoder may find a count impossible
  /// before the skimmer runs out of bytes.
  private static int decoded(byte[] data) {
    try {
      return Msgpack.end(data, 0, data.length);
    } catch (DecodeException e) {
      return -1;
    }
  }

  private static int skimmed(byte[] data) {
    try {
      return new ValueSkimmer(1000).skim(data, 0, data.length);
    } catch (DecodeException e) {
      return -1;
    }
  }
}
