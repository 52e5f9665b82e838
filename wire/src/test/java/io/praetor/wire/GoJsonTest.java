// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// JSON against what Go's `encoding/json` did with the same bytes: results, error texts, escapes.
class GoJsonTest {
  record Sub(boolean x) {
    static final Struct<Sub> CODEC =
        Struct.<Sub>named("Sub").field("X", Codecs.BOOL, Sub::x).build(v -> new Sub(v.get(0)));
  }

  record In(int a, String b, Bytes c, long u, GoTime t, Sub s) {
    private static final Codec<Long> UINT16 =
        Codecs.of(Encoder::uint64, in -> in.uint64(16, "uint16"), 0L, v -> v == 0);

    static final Struct<In> CODEC =
        Struct.<In>named("In")
            .field("A", Codecs.INT, In::a)
            .field("B", Codecs.STRING, In::b)
            .field("C", Codecs.BYTES, In::c)
            .field("U", UINT16, In::u)
            .field("T", Codecs.TIME, In::t)
            .field("S", Sub.CODEC, In::s)
            .build(v -> new In(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
  }

  @TestFactory
  List<DynamicTest> inputIsReadOrRefusedAsGoDoes() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String[] line : Vectors.go("J")) {
      byte[] input = Vectors.unhex(line[1]);
      String error = line[2].replace("main.", "structs.");
      tests.add(
          DynamicTest.dynamicTest(
              "<" + new String(input, StandardCharsets.ISO_8859_1) + ">",
              () -> {
                String result;
                try {
                  In read = Json.read(In.CODEC, input, Decoder.Unknown.REFUSE);
                  result = new String(Json.write(In.CODEC, read), StandardCharsets.UTF_8);
                } catch (DecodeException e) {
                  result = e.getMessage();
                }
                // Go names no path when the struct itself is wrong inside another one.
                assertEquals(error.isEmpty() ? line[3] : error, result);
              }));
    }
    return tests;
  }

  @Test
  void stringsAreEscapedAsGoDoes() {
    for (String[] line : Vectors.go("S")) {
      byte[] text = Vectors.unhex(line[1]);
      String string = Utf8.decode(text, 0, text.length);
      String json = new String(Json.write(Codecs.STRING, string), StandardCharsets.UTF_8);
      assertEquals(line[2], json);
      assertArrayEquals(text, Utf8.encode(string));
      assertEquals(line[3], GoQuote.quote(string));
    }
  }

  @Test
  void floatsArePrintedAsGoDoes() {
    for (String[] line : Vectors.go("N")) {
      double value = Double.parseDouble(line[1]);
      String json = new String(Json.write(Codecs.DOUBLE, value), StandardCharsets.UTF_8);
      assertEquals(line[2], json);
      assertEquals(
          value,
          Json.read(
              Codecs.DOUBLE, line[2].getBytes(StandardCharsets.UTF_8), Decoder.Unknown.REFUSE));
    }
  }

  @Test
  void indentedOutputHasGosLayout() {
    String expected =
        new String(Vectors.unhex(Vectors.go("P").getFirst()[1]), StandardCharsets.UTF_8);
    Object value =
        Json.read(Codecs.ANY, expected.getBytes(StandardCharsets.UTF_8), Decoder.Unknown.REFUSE);
    byte[] again = Json.write(Codecs.ANY, value, JsonEncoder.Style.PRETTY);
    assertEquals(expected, new String(again, StandardCharsets.UTF_8));
  }

  @Test
  void mapsAreWrittenInByteOrderOfTheirKeys() {
    Map<String, String> map =
        Map.of("b", "1", "B", "2", "é", "3", "\uff5e", "4", "\ud83d\ude00", "5");
    assertEquals(
        "{\"B\":\"2\",\"b\":\"1\",\"é\":\"3\",\"\uff5e\":\"4\",\"\ud83d\ude00\":\"5\"}",
        new String(Json.write(Codecs.STRING_MAP, map), StandardCharsets.UTF_8));
  }

  @Test
  void timesAreWrittenInGosTwoForms() {
    for (String[] line : Vectors.go("T")) {
      GoTime time = GoTime.parse(line[1]);
      assertEquals(line[2], new String(Json.write(Codecs.TIME, time), StandardCharsets.UTF_8));
      assertEquals("af" + line[3], Vectors.hex(Msgpack.write(Codecs.TIME, time)));
      assertEquals(time, Msgpack.read(Codecs.TIME, Msgpack.write(Codecs.TIME, time)));
    }
  }
}
