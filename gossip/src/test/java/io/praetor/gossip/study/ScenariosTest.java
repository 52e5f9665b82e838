// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.gossip.core.swim.SwimOptions;
import io.praetor.gossip.study.ScaleRun.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The scenarios of `docs/gossip.md`, small and from one seed. Times are virtual.
class ScenariosTest {
  private static final double ROUND = SwimOptions.lan().gossipInterval() / 1e9;
  private static final double SETTLING = 2;

  @ParameterizedTest
  @CsvSource({"100, 0.01", "200, 0.05"})
  void joinsAndCrashesKeepWithinTheDefaults(int n, double loss) {
    ScaleRun.Result result = ScaleRun.of(n, loss, 3, 7);
    double gossip = Theory.gossipBound(n) * ROUND;
    for (Fate join : result.joins()) {
      assertTrue(join.at(0.999) <= gossip, "join: " + join.at(0.999) + " of " + gossip);
    }
    for (Fate crash : result.crashes()) {
      // The earliest is the shortest suspicion after the first probe that fails, the latest the
      // longest.
      assertTrue(crash.convicted >= crash.suspected + Theory.suspicionMin(n) - 0.01);
      assertTrue(crash.convicted <= crash.suspected + Theory.suspicionMax(n));
      assertTrue(crash.at(0.999) <= crash.convicted + gossip + SETTLING);
    }
    assertEquals(0, result.wronged(), "nobody else is called dead");
    // A ping and an ack each second; when one is lost, three others are asked, at four packets
    // each.
    assertTrue(
        result.packetsPerSecond() < 2.3 + 24 * loss, "packets: " + result.packetsPerSecond());
  }

  @Test
  void detectionTakesAsLongWhateverTheSize() {
    for (int n : new int[] {30, 200}) {
      double mean =
          ScaleRun.Result.mean(ScaleRun.of(n, 0, 6, 11).crashes(), fate -> fate.suspected);
      assertTrue(mean > 1 && mean < 4, n + " members: " + mean + " s");
    }
  }

  @Test
  void lifeguardSparesTheHealthyFromTheSlow() {
    long held = SlowRun.seconds(16);
    long free = SlowRun.seconds(1);
    long lasting = SlowRun.seconds(120);
    SwimOptions lan = SwimOptions.lan();
    SlowRun.Result swim = SlowRun.of(100, 0.05, lan.withoutLifeguard(5), held, free, lasting, 3);
    SlowRun.Result lifeguard = SlowRun.of(100, 0.05, lan, held, free, lasting, 3);
    assertTrue(swim.healthy > 0, "the faults are strong enough to be seen");
    assertTrue(
        lifeguard.healthy * 20 <= swim.healthy, lifeguard.healthy + " against " + swim.healthy);
  }

  @Test
  void oneWayLinksAreWorkedRound() {
    assertEquals(0, PartitionRun.oneWayLinks(60, 0.1, 5).wronged());
    PartitionRun.Result mute = PartitionRun.mute(60, 5);
    assertTrue(mute.victimKnown() < Theory.suspicionMax(60) + 10, "found: " + mute.victimKnown());
    assertEquals(0, mute.wronged(), "and nobody else");
  }

  @Test
  void theEpidemicIsAsThePapersHaveIt() {
    // Logarithmic: ten times the pool takes a constant more.
    double step = Theory.rounds(1000, 0.999, 0) - Theory.rounds(100, 0.999, 0);
    double next = Theory.rounds(10_000, 0.999, 0) - Theory.rounds(1000, 0.999, 0);
    assertEquals(step, next, 0.7);
    assertEquals(1.582, Theory.firstDetection(), 0.001);
    assertEquals(16, Theory.suspicionMin(10_000), 1e-9);
  }
}
