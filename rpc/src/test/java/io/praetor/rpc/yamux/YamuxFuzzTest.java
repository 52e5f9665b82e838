// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.yamux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Two sessions that do random things to each other, and one that is fed rubbish. A failure names its
/// seed.
class YamuxFuzzTest {
  private static final int RUNS = 300;

  @Test
  void whatIsWrittenArrives() {
    for (long seed = 0; seed < RUNS; seed++) {
      run(new Random(seed), "seed " + seed);
    }
  }

  private static void run(Random random, String seed) {
    Side client = new Side(true);
    Side server = new Side(false);
    server.consuming = random.nextBoolean();
    Map<Integer, ByteArrayOutputStream> written = new TreeMap<>();
    List<Integer> open = new ArrayList<>();
    for (int step = 0; step < 200; step++) {
      switch (random.nextInt(8)) {
        case 0 -> {
          int stream = client.session.open(step);
          if (stream != 0) {
            open.add(stream);
            written.put(stream, new ByteArrayOutputStream());
          }
        }
        case 1, 2, 3 -> {
          if (!open.isEmpty()) {
            int stream = open.get(random.nextInt(open.size()));
            byte[] data = new byte[random.nextInt(random.nextInt(10) == 0 ? 400_000 : 500)];
            random.nextBytes(data);
            written.get(stream).writeBytes(data);
            client.session.write(stream, data, step);
          }
        }
        case 4 -> {
          if (!open.isEmpty() && random.nextInt(4) == 0) {
            client.session.finish(open.remove(random.nextInt(open.size())));
          }
        }
        case 5 -> {
          client.writable = random.nextBoolean();
          client.session.pump();
        }
        case 6 -> carry(random, client, server);
        default -> carry(random, server, client);
      }
    }
    client.writable = true;
    client.session.pump();
    for (int i = 0; i < 100 && !same(written, server); i++) {
      carry(random, client, server);
      consumeAll(server);
      carry(random, server, client);
    }
    written.forEach(
        (stream, bytes) ->
            assertArrayEquals(
                bytes.toByteArray(), server.dataOf(stream), seed + " stream " + stream));
    assertFalse(client.events.stream().anyMatch(event -> event.startsWith("closed")), seed);
    assertFalse(server.events.stream().anyMatch(event -> event.startsWith("closed")), seed);
  }

  private static boolean same(Map<Integer, ByteArrayOutputStream> written, Side server) {
    return written.entrySet().stream()
        .allMatch(one -> one.getValue().size() == server.dataOf(one.getKey()).length);
  }

  /// Lets the peer go on; what had been held back is given up as a whole.
  private static void consumeAll(Side side) {
    if (!side.consuming) {
      side.consuming = true;
      side.received.forEach((stream, data) -> side.session.consumed(stream, data.size()));
    }
  }

  private static void carry(Random random, Side from, Side to) {
    byte[] bytes = from.sent();
    for (int at = 0; at < bytes.length; ) {
      int size = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 20 : 9000));
      to.session.received(bytes, at, at + size, 0);
      at += size;
    }
  }

  @Test
  void rubbishEndsTheSessionAndNothingElse() {
    int closed = 0;
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      Side server = new Side(false);
      for (int i = 0; i < 20; i++) {
        server.receive(frame(random));
      }
      int streams = server.session.openStreams();
      assertTrue(streams <= 20, "seed " + seed);
      long held = server.received.values().stream().mapToLong(ByteArrayOutputStream::size).sum();
      assertTrue(held <= 20L * 400, "seed " + seed);
      closed += (int) server.events.stream().filter(event -> event.startsWith("closed")).count();
      assertTrue(
          server.events.stream().filter(event -> event.startsWith("closed")).count() <= 1,
          "seed " + seed);
    }
    assertTrue(closed > 1000, "most rubbish is noticed: " + closed);
  }

  private static byte[] frame(Random random) {
    FrameHeader header =
        new FrameHeader(
            random.nextInt(random.nextInt(20) == 0 ? 256 : 3),
            random.nextInt(16),
            random.nextInt(6),
            random.nextInt(10) == 0 ? random.nextInt() : random.nextInt(300));
    return Arrays.copyOf(header.bytes(), FrameHeader.SIZE + random.nextInt(300));
  }

  @Test
  void headersSurviveTheWire() {
    Random random = new Random(5);
    for (int i = 0; i < 1000; i++) {
      FrameHeader header =
          new FrameHeader(
              random.nextInt(4), random.nextInt(0x10000), random.nextInt(), random.nextInt());
      assertEquals(header, FrameHeader.parse(header.bytes()));
    }
  }
}
