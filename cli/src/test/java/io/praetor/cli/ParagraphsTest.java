// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ParagraphsTest {
  @Test
  void wrapsAtSeventyTwoColumns() {
    String wrapped = Paragraphs.wrap("word ".repeat(40), 5);
    assertTrue(wrapped.lines().allMatch(line -> line.length() <= 72), wrapped);
    assertTrue(wrapped.lines().allMatch(line -> line.startsWith("     word")), wrapped);
  }

  @Test
  void keepsLineBreaks() {
    assertEquals("  one\n  two three\n", Paragraphs.wrap("one\ntwo   three", 2));
  }
}
