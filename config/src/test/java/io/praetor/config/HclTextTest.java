// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What HCL 1 texts stand for. What is wrong with broken ones is in [SyntaxAnswersTest].
class HclTextTest {
  private static void means(String text, Map<String, ?> expected) throws SyntaxException {
    assertEquals(expected, HclText.parse(text), text);
  }

  @Test
  void scalars() throws SyntaxException {
    means("", Map.of());
    means("# nothing\n// here\n/* at\nall */", Map.of());
    means("a = true", Map.of("a", true));
    means("a = false", Map.of("a", false));
    means("a = 1", Map.of("a", 1L));
    means("a = -12", Map.of("a", -12L));
    means("a = 0x1F", Map.of("a", 31L));
    means("a = 017", Map.of("a", 15L));
    means("a = 1.5", Map.of("a", 1.5));
    means("a = -2e3", Map.of("a", -2000.0));
    means("a = .25", Map.of("a", 0.25));
    means("a = \"x\"", Map.of("a", "x"));
    means("\"a b\" = 1", Map.of("a b", 1L));
    means("a-b.c = 1", Map.of("a-b.c", 1L));
  }

  @Test
  void stringsAndTheirEscapes() throws SyntaxException {
    means("a = \"\"", Map.of("a", ""));
    means("a = \"\\t\\n\\\\\\\"\"", Map.of("a", "\t\n\\\""));
    means("a = \"\\u00e9\\x41\\101\\U0001F600\"", Map.of("a", "éAA\uD83D\uDE00"));
    means("a = \"é\"", Map.of("a", "é"));
    means("a = \"${x \"y\" {z}}\"", Map.of("a", "${x \"y\" {z}}"));
  }

  @Test
  void heredocs() throws SyntaxException {
    means("a = <<EOF\nx\n  y\nEOF\n", Map.of("a", "x\n  y\n"));
    means("a = <<EOF\nEOF\n", Map.of("a", ""));
    means("a = <<-EOF\n  x\n    y\n  EOF\n", Map.of("a", "x\n  y\n"));
    means("a = <<-EOF\n  x\n y\n  EOF\n", Map.of("a", "  x\n y\n"));
    means(
        "a = <<EOF\n\"quoted\" \\n stays\nEOF\nb = 1",
        Map.of("a", "\"quoted\" \\n stays\n", "b", 1L));
  }

  @Test
  void lists() throws SyntaxException {
    means("a = []", Map.of("a", List.of()));
    means("a = [1, 2,]", Map.of("a", List.of(1L, 2L)));
    means("a = [1, \"x\", true]", Map.of("a", List.of(1L, "x", true)));
    means("a = [[1], [2]]", Map.of("a", List.of(List.of(1L), List.of(2L))));
    means("a = [{b = 1}, {b = 2}]", Map.of("a", List.of(Map.of("b", 1L), Map.of("b", 2L))));
  }

  @Test
  void blocksAreListsOfOne() throws SyntaxException {
    means("a { b = 1 }", Map.of("a", List.of(Map.of("b", 1L))));
    means("a = { b = 1 }", Map.of("a", List.of(Map.of("b", 1L))));
    means("a {}", Map.of("a", List.of(Map.of())));
    means("a \"x\" { b = 1 }", Map.of("a", List.of(Map.of("x", List.of(Map.of("b", 1L))))));
    means("a { b = 1, c = 2 }", Map.of("a", List.of(Map.of("b", 1L, "c", 2L))));
  }

  @Test
  void repeatedKeys() throws SyntaxException {
    means("a = 1\na = 2", Map.of("a", 2L));
    means("a = [1]\na = [2]", Map.of("a", List.of(1L, 2L)));
    means("a { b = 1 }\na { b = 2 }", Map.of("a", List.of(Map.of("b", 1L), Map.of("b", 2L))));
  }

  @Test
  void lineEnds() throws SyntaxException {
    means("a = 1\r\nb = 2\r\n", Map.of("a", 1L, "b", 2L));
    means("a = 1 b = 2", Map.of("a", 1L, "b", 2L));
  }

  @Test
  void aTextInBracesIsJson() throws SyntaxException {
    means(" {\"a\": [1, null]}", Map.of("a", java.util.Arrays.asList(1.0, null)));
  }

  @Test
  void depthIsBounded() throws SyntaxException {
    HclText.parse("a = " + "[".repeat(HclText.MAX_DEPTH) + "]".repeat(HclText.MAX_DEPTH));
    for (String open : List.of("[", "{ b = ", "[{ b = ")) {
      SyntaxException refused =
          assertThrows(SyntaxException.class, () -> HclText.parse("a = " + open.repeat(1_000_000)));
      assertTrue(
          String.valueOf(refused.getMessage()).endsWith("exceeded max depth"),
          () -> String.valueOf(refused.getMessage()).substring(0, 100));
    }
  }
}
