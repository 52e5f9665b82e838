// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SyncScheduleTest {
  private static long seconds(long nanos) {
    return Duration.ofNanos(nanos).toSeconds();
  }

  @Test
  void largeClustersCompareLessOften() {
    assertEquals(1, SyncSchedule.scale(0));
    assertEquals(1, SyncSchedule.scale(128));
    assertEquals(2, SyncSchedule.scale(129));
    assertEquals(2, SyncSchedule.scale(256));
    assertEquals(3, SyncSchedule.scale(257));
    assertEquals(7, SyncSchedule.scale(8192));
    SyncSchedule schedule = new SyncSchedule(Duration.ofMinutes(1), bound -> 0);
    assertEquals(60, seconds(schedule.afterSuccessNanos(1)));
    assertEquals(420, seconds(schedule.afterSuccessNanos(8192)));
  }

  @Test
  void failuresAreTriedAgainAfterEverLongerPauses() {
    SyncSchedule schedule = new SyncSchedule(Duration.ofMinutes(1), bound -> 0);
    assertEquals(250, schedule.afterFailureNanos(1) / 1_000_000);
    assertEquals(500, schedule.afterFailureNanos(1) / 1_000_000);
    for (int i = 0; i < 100; i++) {
      schedule.afterFailureNanos(1);
    }
    assertEquals(15, seconds(schedule.afterFailureNanos(1)));
    schedule.afterSuccessNanos(1);
    assertEquals(250, schedule.afterFailureNanos(1) / 1_000_000);
  }

  @Test
  void pausesAreSpreadByAtMostASixteenth() {
    SyncSchedule schedule = new SyncSchedule(Duration.ofSeconds(160), bound -> bound - 1);
    assertEquals(169, seconds(schedule.afterSuccessNanos(1)));
    assertEquals(0, schedule.afterServerUpNanos(10));
    assertEquals(5, seconds(schedule.afterServerUpNanos(200)));
  }
}
