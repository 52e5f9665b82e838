// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyTest {
  @Test
  void textIsUtf8() {
    String text = "a/é/漢/😀";
    assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), Key.of(text));
  }

  @Test
  void loneSurrogatesAreTheBytesTheyStandFor() {
    assertArrayEquals(new byte[] {'a', (byte) 0xff, 'b'}, Key.of("a\udcffb"));
  }

  @Test
  void partsDoNotRunIntoEachOther() {
    assertFalse(Arrays.equals(Key.of("a", "bc"), Key.of("ab", "c")));
    assertFalse(Arrays.equals(Key.of("a\0", "b"), Key.of("a", "\0b")));
    assertFalse(Arrays.equals(Key.of("a\0\1", "b"), Key.of("a", "\0\1b")));
  }

  @Test
  void orderIsThatOfTheParts() {
    byte[][] inOrder = {
      Key.of("a", "z"), Key.of("a\0", "a"), Key.of("a\0b", "a"), Key.of("a\1", "a"), Key.of("b", "")
    };
    for (int i = 1; i < inOrder.length; i++) {
      assertTrue(Arrays.compareUnsigned(inOrder[i - 1], inOrder[i]) < 0, "at " + i);
    }
  }

  @Test
  void prefixHoldsForExactlyTheKeysThatShareTheParts() {
    byte[] prefix = Key.prefix("a", "b");
    assertTrue(PersistentMap.startsWith(Key.of("a", "b", "c"), prefix));
    assertFalse(PersistentMap.startsWith(Key.of("a", "bc", "c"), prefix));
    assertTrue(PersistentMap.startsWith(Key.of("a", "bc", "c"), Key.of("a", "b")));
    assertEquals(0, Key.prefix().length);
  }
}
