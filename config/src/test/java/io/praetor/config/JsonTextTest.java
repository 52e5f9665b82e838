// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// JSON as Go's `encoding/json` reads it. More broken texts are in [SyntaxAnswersTest].
class JsonTextTest {
  @Test
  void values() throws SyntaxException {
    assertNull(JsonText.parse("null"));
    assertEquals(true, JsonText.parse(" true "));
    assertEquals(-12.5e2, JsonText.parse("-12.5e2"));
    assertEquals("a\"\\/\b\f\n\r\té", JsonText.parse("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\""));
    assertEquals("\uD83D\uDE00", JsonText.parse("\"\\ud83d\\ude00\""));
    assertEquals("\uFFFDx", JsonText.parse("\"\\ud800x\""));
    assertEquals(List.of(1.0, List.of(), Map.of()), JsonText.parse("[1,[],{}]"));
    assertEquals(Map.of("a", 2.0), JsonText.parse("{\"a\":1,\"a\":2}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``          | unexpected end of JSON input",
        "{           | unexpected end of JSON input",
        "[1          | unexpected end of JSON input",
        "\"a         | unexpected end of JSON input",
        "tru         | invalid character ' ' in literal true (expecting 'e')",
        "{\"a\" 1}   | invalid character '1' after object key",
        "{\"a\":1 \"b\"} | invalid character '\"' after object key:value pair",
        "{a:1}       | invalid character 'a' looking for beginning of object key string",
        "[1 2]       | invalid character '2' after array element",
        "1 2         | invalid character '2' after top-level value",
        "01          | invalid character '1' after top-level value",
        "+1          | invalid character '+' looking for beginning of value",
        "-           | invalid character ' ' in numeric literal",
        "-a          | invalid character 'a' in numeric literal",
        "1.a         | invalid character 'a' after decimal point in numeric literal",
        "1ex         | invalid character 'x' in exponent of numeric literal",
        "trux        | invalid character 'x' in literal true (expecting 'e')",
        "nulx        | invalid character 'x' in literal null (expecting 'l')",
        "\"\\q\"     | invalid character 'q' in string escape code",
        "\"\\u12g4\" | invalid character 'g' in \\u hexadecimal character escape",
        "// c        | invalid character '/' looking for beginning of value",
      })
  void broken(String text, String error) {
    SyntaxException refused =
        assertThrows(SyntaxException.class, () -> JsonText.parse(text == null ? "" : text));
    assertEquals(error, refused.getMessage());
  }

  @Test
  void depthIsBounded() throws SyntaxException {
    JsonText.parse("[".repeat(JsonText.MAX_DEPTH) + "]".repeat(JsonText.MAX_DEPTH));
    for (String open : List.of("[", "{\"a\":")) {
      assertThrows(SyntaxException.class, () -> JsonText.parse(open.repeat(1_000_000)));
    }
  }
}
