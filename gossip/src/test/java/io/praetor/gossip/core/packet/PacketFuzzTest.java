// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.packet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.gossip.Vectors;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged packets and streams end in [PacketException] or in a message, never in anything else.
class PacketFuzzTest {
  private static final int ROUNDS = 60_000;
  private static final List<byte[]> SEEDS =
      Vectors.list("gossip-lib").stream().map(e -> Vectors.unhex(e.get("hex"))).toList();

  @Test
  void packets() {
    int refused = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      byte[] data = damaged(new Random(seed));
      try {
        PacketCodec.open(data, Security.NONE, m -> {});
      } catch (PacketException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(refused > ROUNDS / 4);
  }

  @Test
  void streams() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      byte[] data = damaged(new Random(seed));
      try {
        StreamAssembler whole = new StreamAssembler();
        if (whole.feed(data, 0, data.length, 1 << 20)) {
          byte[] message = StreamCodec.open(whole.message(), false, Security.NONE);
          if (message[0] == MessageType.PUSH_PULL) {
            PushPull.decode(message);
          } else if (message[0] == MessageType.USER) {
            StreamCodec.openUser(message);
          } else {
            Messages.decode(message);
          }
        }
      } catch (PacketException e) {
        continue;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static byte[] damaged(Random random) {
    byte[] data = SEEDS.get(random.nextInt(SEEDS.size())).clone();
    int length = Math.min(data.length, 2_000);
    byte[] cut =
        java.util.Arrays.copyOf(data, random.nextInt(8) == 0 ? random.nextInt(length) : length);
    for (int i = random.nextInt(6); i > 0 && cut.length > 0; i--) {
      cut[random.nextInt(cut.length)] = (byte) random.nextInt(256);
    }
    if (cut.length > 6 && random.nextInt(10) == 0) {
      cut[0] = (byte) random.nextInt(15);
    }
    return cut;
  }
}
