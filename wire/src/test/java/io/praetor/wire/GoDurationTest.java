// SPDX-License-Identifier: Apache-2.0
package io.praetor.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Durations against what Go's `time` package said about the same texts.
class GoDurationTest {
  @Test
  void textsAreParsedOrRefusedAsGoDoes() {
    for (String[] line : Vectors.go("D")) {
      String text =
          Json.read(
              Codecs.STRING, line[1].getBytes(StandardCharsets.UTF_8), Decoder.Unknown.REFUSE);
      try {
        long nanos = GoDuration.parseNanos(text);
        assertEquals("", line[4], text);
        assertEquals(Long.parseLong(line[2]), nanos, text);
        assertEquals(line[3], GoDuration.format(nanos));
      } catch (GoDuration.InvalidDuration e) {
        assertEquals(line[4], e.getMessage());
      }
    }
  }

  @Test
  void durationsPrintAsInGo() {
    for (String[] line : Vectors.go("F")) {
      assertEquals(line[2], GoDuration.format(Long.parseLong(line[1])));
    }
  }

  @Test
  void aDurationBeyondGosRangeIsClamped() {
    assertEquals(Long.MAX_VALUE, GoDuration.nanos(Duration.ofDays(365_000)));
    assertEquals(Long.MIN_VALUE, GoDuration.nanos(Duration.ofDays(-365_000)));
  }
}
