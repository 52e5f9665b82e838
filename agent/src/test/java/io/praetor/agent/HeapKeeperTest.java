// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeapKeeperTest {
  private static final long MIB = 1 << 20;

  @Test
  void aSmallHeapIsLeftAlone() {
    assertFalse(HeapKeeper.isTime(100 * MIB, 0));
    assertFalse(HeapKeeper.isTime(127 * MIB, 10 * MIB));
  }

  @Test
  void aStateThatGrowsIsCollectedEachTimeItHasDoubled() {
    assertTrue(HeapKeeper.isTime(128 * MIB, 0));
    assertFalse(HeapKeeper.isTime(250 * MIB, 128 * MIB));
    assertTrue(HeapKeeper.isTime(256 * MIB, 128 * MIB));
    assertFalse(HeapKeeper.isTime(1900 * MIB, 1000 * MIB));
    assertTrue(HeapKeeper.isTime(2000 * MIB, 1000 * MIB));
  }
}
