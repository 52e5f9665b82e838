// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// The leader's clocks, around a time that overflows on the way.
class TimersTest {
  private static final long START = Long.MAX_VALUE - 5;
  private static final long SECOND = 1_000_000_000L;

  private final SessionTimers sessions = new SessionTimers();
  private final TombstoneTimers tombstones = new TombstoneTimers();
  private final LockDelays delays = new LockDelays();

  @Test
  void aSessionExpiresAfterTwiceItsTimeWithoutRenewal() {
    sessions.reset("a", Duration.ofSeconds(10), START);
    sessions.reset("b", Duration.ofSeconds(15), START);
    sessions.reset("a", Duration.ofSeconds(10), START + 5 * SECOND);
    assertEquals(OptionalLong.of(START + 25 * SECOND), sessions.nextNanos());
    assertEquals(List.of(), sessions.expired(START + 24 * SECOND));
    assertEquals(List.of("a"), sessions.expired(START + 25 * SECOND));
    sessions.forget("a");
    assertEquals(List.of("b"), sessions.expired(START + 99 * SECOND));
  }

  @Test
  void aSessionThatCouldNotBeEndedIsNamedAgainAfterItsTime() {
    sessions.reset("a", Duration.ofSeconds(10), START);
    assertEquals(List.of("a"), sessions.expired(START + 20 * SECOND));
    assertEquals(List.of(), sessions.expired(START + 29 * SECOND));
    assertEquals(List.of("a"), sessions.expired(START + 30 * SECOND));
    sessions.forget("a");
    assertEquals(OptionalLong.empty(), sessions.nextNanos());
  }

  @Test
  void renewingASessionThatIsGoneStartsNoTimer() {
    sessions.renew("a", Duration.ofSeconds(10), START);
    assertEquals(0, sessions.size());
    sessions.reset("a", Duration.ofSeconds(10), START);
    sessions.renew("a", Duration.ofSeconds(10), START + 5 * SECOND);
    assertEquals(OptionalLong.of(START + 25 * SECOND), sessions.nextNanos());
  }

  @Test
  void aForgottenSessionDoesNotExpire() {
    sessions.reset("a", Duration.ofSeconds(10), START);
    sessions.reset("none", Duration.ZERO, START);
    sessions.forget("a");
    assertEquals(List.of(), sessions.expired(START + 99 * SECOND));
    assertEquals(0, sessions.size());
  }

  @Test
  void aMillionRenewalsLeaveOneDeadline() {
    for (int i = 0; i < 1_000_000; i++) {
      sessions.reset("a", Duration.ofSeconds(10), START + i);
    }
    assertEquals(1, sessions.size());
    assertEquals(List.of("a"), sessions.expired(START + 99 * SECOND));
  }

  @Test
  void aKeyIsHeldBackForItsDelay() {
    delays.add("k", Duration.ofSeconds(5), START);
    assertEquals(Duration.ofSeconds(2), delays.left("k", START + 3 * SECOND));
    assertNull(delays.left("other", START));
    assertNull(delays.left("k", START + 5 * SECOND));
  }

  @Test
  void tombstonesAreReapedTogetherWhenTheYoungestOfTheirStepIsOld() {
    tombstones.buried(7, START);
    tombstones.buried(8, START + 29 * SECOND);
    tombstones.buried(9, START + 61 * SECOND);
    assertEquals(OptionalLong.empty(), tombstones.due(START + 15 * 60 * SECOND));
    assertEquals(OptionalLong.of(8), tombstones.due(START + (15 * 60 + 30) * SECOND));
    assertEquals(OptionalLong.of(9), tombstones.due(START + 20 * 60 * SECOND));
    assertEquals(OptionalLong.empty(), tombstones.nextNanos());
  }
}
