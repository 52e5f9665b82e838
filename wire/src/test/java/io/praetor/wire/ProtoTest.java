// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoTest {
  private static String hex(Consumer<ProtoWriter> body) {
    ProtoWriter out = new ProtoWriter();
    body.accept(out);
    return HexFormat.of().formatHex(out.toBytes());
  }

  private static ProtoReader reader(String hex) {
    return new ProtoReader(HexFormat.of().parseHex(hex));
  }

  @Test
  void leavesDefaultsOut() {
    assertEquals(
        "",
        hex(
            out -> {
              out.string(1, "");
              out.integer(2, 0);
              out.bool(3, false);
              out.strings(4, List.of());
              out.strings(5, Map.of());
              out.freeForm(6, null);
            }));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0801",
    "127, 087f",
    "128, 088001",
    "300, 08ac02",
    "-1, 08ffffffffffffffffff01",
    "9223372036854775807, 08ffffffffffffffff7f",
    "-9223372036854775808, 0880808080808080808001",
  })
  void writesAndReadsIntegers(long value, String hex) {
    assertEquals(hex, hex(out -> out.integer(1, value)));
    ProtoReader in = reader(hex);
    assertTrue(in.next());
    assertEquals(1, in.field());
    assertEquals(value, in.integer());
    assertFalse(in.next());
  }

  @Test
  void writesTexts() {
    assertEquals(
        "0a02c3a4" + "1200" + "120178",
        hex(
            out -> {
              out.string(1, "\u00e4");
              out.strings(2, List.of("", "x"));
            }));
  }

  @Test
  void writesMapsByKey() {
    assertEquals(
        "0a060a0161120131" + "0a050a01621200",
        hex(out -> out.strings(1, Map.of("b", "", "a", "1"))));
  }

  @Test
  void writesMessagesOfAnyLength() {
    for (int length : new int[] {0, 1, 100, 124, 125, 126, 127, 128, 16_379, 16_380, 70_000}) {
      String text = "x".repeat(length);
      ProtoWriter out = new ProtoWriter();
      out.message(3, outer -> outer.message(4, inner -> inner.string(5, text)));
      out.integer(6, 7);
      ProtoReader in = new ProtoReader(out.toBytes());
      assertTrue(in.next());
      ProtoReader outer = in.message();
      assertTrue(outer.next());
      ProtoReader inner = outer.message();
      assertEquals(length > 0, inner.next());
      if (length > 0) {
        assertEquals(text, inner.string());
      }
      assertFalse(outer.next());
      assertTrue(in.next());
      assertEquals(7, in.integer());
    }
  }

  /// Every kind of value, as Go writes `google.protobuf.Struct`.
  @Test
  void writesFreeForm() {
    Map<String, Object> values = new java.util.TreeMap<>();
    values.put("a", "b");
    values.put("d", 2.5);
    values.put("f", true);
    values.put("l", Arrays.asList(1L, "x", null));
    values.put("n", null);
    values.put("o", Map.of("p", ""));
    assertEquals(
        "0a5b0a080a016112031a01620a0e0a016412091100000000000004400a070a0166120220010a1b0a"
            + "016c121632140a0911000000000000f03f0a031a01780a0208000a070a016e120208000a100a016f"
            + "120b2a090a070a017012021a00",
        hex(out -> out.freeForm(1, values)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08", // no value
        "0880", // half a value
        "08ffffffffffffffffffff01", // eleven bytes
        "08ffffffffffffffffff02", // more than 64 bits
        "0a0161" + "0a", // no length
        "0a0261", // shorter than its length
        "0affffffff0f61", // 4 GiB
        "0affffffffffffffffff01", // a negative length
        "0000", // field 0
        "8080808080010 0", // a field beyond the last
        "0b", // a group
        "0c", // the end of one
        "0e", // no type 6
        "09000000", // half a fixed64
        "0d0000", // half a fixed32
      })
  void refusesRubbish(String hex) {
    ProtoReader in = reader(hex.replace(" ", ""));
    assertThrows(
        DecodeException.class,
        () -> {
          while (in.next()) {
            in.field();
          }
        });
  }

  @Test
  void refusesTheWrongType() {
    ProtoReader in = reader("0801");
    assertTrue(in.next());
    assertThrows(DecodeException.class, in::string);
    assertThrows(DecodeException.class, in::message);
    ProtoReader text = reader("0a0161");
    assertTrue(text.next());
    assertThrows(DecodeException.class, text::integer);
  }

  @Test
  void refusesTextsThatAreNoUtf8() {
    ProtoReader in = reader("0a02c328");
    assertTrue(in.next());
    assertThrows(DecodeException.class, in::string);
  }

  /// Rubbish and damaged messages end in a message or in a DecodeException, nothing else.
  @Test
  void survivesAnything() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes;
      if (random.nextBoolean()) {
        bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
      } else {
        ProtoWriter out = new ProtoWriter();
        out.string(random.nextInt(20) + 1, "text");
        out.integer(random.nextInt(20) + 1, random.nextLong());
        out.message(10, inner -> inner.strings(1, Map.of("k", "v")));
        bytes = out.toBytes();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
      }
      try {
        walk(new ProtoReader(bytes), 0);
      } catch (DecodeException expected) {
        // As it should be.
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static List<Integer> walk(ProtoReader in, int depth) {
    List<Integer> fields = new ArrayList<>();
    while (in.next()) {
      fields.add(in.field());
      try {
        in.string();
        if (depth < 5) {
          fields.addAll(walk(in.message(), depth + 1));
        }
      } catch (DecodeException notThis) {
        fields.add(-1);
      }
    }
    return fields;
  }
}
