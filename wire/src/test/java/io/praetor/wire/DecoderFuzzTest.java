// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random bytes and mutated real messages: only [DecodeException] may come out, and what is read
/// can be written and read again.
class DecoderFuzzTest {
  private static final long SEED = 20261125;
  private static final int ROUNDS = 40_000;

  private static byte[] mutate(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        default -> bytes = Arrays.copyOf(bytes, at);
      }
    }
    return bytes;
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(64)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void msgpackDecoderSurvivesHostileBytes() {
    List<byte[]> seeds = new ArrayList<>();
    for (Map<String, Object> vector : Vectors.list("rpc.json")) {
      byte[] bytes = Vectors.unhex(Vectors.cast(vector.get("request_hex")));
      seeds.add(Arrays.copyOfRange(bytes, Msgpack.end(bytes, 0, bytes.length), bytes.length));
    }
    Random random = new Random(SEED);
    int good = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] input =
          round % 4 == 0
              ? randomBytes(random)
              : mutate(seeds.get(random.nextInt(seeds.size())), random);
      try {
        Object tree = Msgpack.read(Codecs.ANY, input);
        byte[] once = Msgpack.write(Codecs.ANY, tree);
        byte[] twice = Msgpack.write(Codecs.ANY, Msgpack.read(Codecs.ANY, once));
        assertEquals(Vectors.hex(once), Vectors.hex(twice));
        good++;
        Msgpack.read(GoJsonTest.In.CODEC, input);
        new MsgpackDecoder(input).time();
      } catch (DecodeException expected) {
        // The one exception that may come out.
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + SEED + " round " + round + " " + Vectors.hex(input), e);
      }
    }
    assertTrue(good > 100, "only " + good + " of the inputs were readable");
  }

  @Test
  void jsonDecoderSurvivesHostileBytes() {
    byte[] valid =
        Bytes.utf8(
                "{\"A\":-12.5e+3,\"B\":\"x\\u00e9\\ud83d\\ude00\\n\",\"C\":\"YWI=\",\"U\":7,"
                    + "\"T\":\"2024-01-02T03:04:05.6+01:30\",\"S\":{\"X\":true},\"L\":[1,null,\"é\",{}]}")
            .shared();
    Random random = new Random(SEED);
    int good = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] input = round % 4 == 0 ? randomBytes(random) : mutate(valid, random);
      try {
        Object tree = Json.read(Codecs.ANY, input, Decoder.Unknown.REFUSE);
        byte[] once = Json.write(Codecs.ANY, tree, JsonEncoder.Style.PRETTY);
        byte[] twice =
            Json.write(
                Codecs.ANY,
                Json.read(Codecs.ANY, once, Decoder.Unknown.REFUSE),
                JsonEncoder.Style.PRETTY);
        assertEquals(Bytes.wrap(once), Bytes.wrap(twice));
        good++;
        Json.read(GoJsonTest.In.CODEC, input, Decoder.Unknown.IGNORE);
      } catch (DecodeException expected) {
        // The one exception that may come out.
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed " + SEED + " round " + round + " " + Bytes.wrap(input).text(), e);
      }
    }
    assertTrue(good > 100, "only " + good + " of the inputs were readable");
  }
}
