// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void eachColumnIsAsWideAsItsWidestCell() {
    Columns table =
        new Columns().row("Node", "Address", "Status").row("agent-one", "127.0.0.1:8301", "alive");
    assertEquals(
        "Node       Address         Status\nagent-one  127.0.0.1:8301  alive", table.text());
  }

  @Test
  void theLastCellIsNotPadded() {
    assertEquals("a       b\nlonger  ccc", new Columns().row("a", "b").row("longer", "ccc").text());
  }

  @Test
  void widthsCountCodePoints() {
    assertEquals(
        "\u00fc\ud83d\ude00  x\nab  y",
        new Columns().row("\u00fc\ud83d\ude00", "x").row("ab", "y").text());
  }

  @Test
  void anEmptyTableIsEmpty() {
    assertEquals("", new Columns().text());
  }
}
