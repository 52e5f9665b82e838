// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TailBufferTest {
  private static TailBuffer of(int size, String... parts) {
    TailBuffer buffer = new TailBuffer(size);
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      buffer.write(bytes, 0, bytes.length);
    }
    return buffer;
  }

  @Test
  void keepsEverythingThatFits() {
    assertEquals("abc", of(3, "a", "bc").text());
    assertEquals("abc", of(3, "abc").describe());
    assertEquals("", of(3).describe());
  }

  @Test
  void keepsTheEndAndSaysHowMuchThereWas() {
    assertEquals("cde", of(3, "ab", "cde").text());
    assertEquals("Captured 3 of 6 bytes\n...\ndef", of(3, "a", "bcdef").describe());
  }

  @Test
  void aCharacterCutInHalfBecomesAReplacement() {
    assertEquals("\uFFFD\u00e4", of(3, "\u00e4\u00e4").text());
  }
}
