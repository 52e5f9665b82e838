// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static final long SEED = 4711;
  private static final String SAMPLE =
      "{\"a\":18446744073709551615,\"b\":[1.50,-2e3,true,false,null,\"x<&>\\u2028\\\"\"],\"c\":{},\"d\":[]}";

  private static Json read(String text) throws JsonReader.SyntaxError {
    return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void numbersKeepTheirText() throws JsonReader.SyntaxError {
    Json json = read(SAMPLE);
    assertEquals("18446744073709551615", json.at("a").literal());
    assertEquals(-1L, json.at("a").number());
    assertEquals("1.50", json.at("b").items().getFirst().literal());
    assertEquals(-2000.0, json.at("b").items().get(1).decimal());
  }

  @Test
  void whatIsMissingHasTheZeroValue() throws JsonReader.SyntaxError {
    Json json = read("{\"n\":null}");
    assertTrue(json.at("n").isNull());
    assertEquals("", json.at("n").at("deeper").text());
    assertEquals(0, json.at("x").number());
    assertEquals(List.of(), json.at("x").texts());
  }

  @Test
  void compactTextIsGos() throws JsonReader.SyntaxError {
    assertEquals(
        SAMPLE.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"),
        JsonWriter.compact(read(SAMPLE)));
  }

  @Test
  void indentedTextIsGos() throws JsonReader.SyntaxError {
    assertEquals(
        "{\n\t\"a\": [\n\t\t1,\n\t\t{}\n\t],\n\t\"b\": []\n}",
        JsonWriter.indented(read("{\"a\":[1,{}],\"b\":[]}"), "\t"));
  }

  @Test
  void malformedTextIsRefusedAndNothingElseComesOut() {
    Random random = new Random(SEED);
    byte[] valid = SAMPLE.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 20_000; round++) {
      byte[] text = random.nextBoolean() ? valid.clone() : new byte[random.nextInt(40)];
      if (text.length == valid.length) {
        text[random.nextInt(text.length)] = (byte) random.nextInt(256);
      } else {
        random.nextBytes(text);
      }
      try {
        JsonWriter.compact(JsonReader.read(text));
      } catch (JsonReader.SyntaxError e) {
        assertTrue(!e.text().isEmpty(), "seed " + SEED + " round " + round);
      }
    }
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThrows(JsonReader.SyntaxError.class, () -> read(deep));
  }
}
