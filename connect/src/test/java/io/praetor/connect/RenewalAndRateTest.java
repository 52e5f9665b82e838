// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RenewalAndRateTest {
  private static final Instant FROM = Instant.EPOCH;
  private static final Instant UNTIL = FROM.plus(Duration.ofHours(100));

  @Test
  void renewedBetween60And90PercentOfItsLife() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 1000; i++) {
      Instant at = LeafRenewal.at(FROM, UNTIL, FROM.plusSeconds(60), random);
      assertFalse(at.isBefore(FROM.plus(Duration.ofHours(60))), at.toString());
      assertTrue(at.isBefore(FROM.plus(Duration.ofHours(90))), at.toString());
    }
  }

  @Test
  void whoIsLateIsRenewedBeforeTheDangerZoneAndInItAtOnce() {
    SplittableRandom random = new SplittableRandom(3);
    Instant late = FROM.plus(Duration.ofHours(80));
    Instant at = LeafRenewal.at(FROM, UNTIL, late, random);
    assertFalse(at.isBefore(late));
    assertTrue(at.isBefore(FROM.plus(Duration.ofHours(90))));
    Instant tooLate = FROM.plus(Duration.ofHours(95));
    assertEquals(tooLate, LeafRenewal.at(FROM, UNTIL, tooLate, random));
  }

  @Test
  void requestsAreSpreadEvenlyAndAHerdIsTurnedAway() {
    CsrRate rate = new CsrRate();
    long tenth = Duration.ofMillis(100).toNanos();
    assertEquals(OptionalLong.of(0), rate.take(10, 0));
    for (int i = 1; i <= 5; i++) {
      assertEquals(OptionalLong.of(i * tenth), rate.take(10, 0));
    }
    assertEquals(OptionalLong.empty(), rate.take(10, 0));
    // Who was turned away takes nobody's turn.
    assertEquals(OptionalLong.of(5 * tenth), rate.take(10, tenth));
    assertEquals(OptionalLong.of(0), rate.take(20, tenth));
  }
}
