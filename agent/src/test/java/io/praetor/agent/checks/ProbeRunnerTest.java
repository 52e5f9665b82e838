// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeRunnerTest {
  private final FakeScheduler time = new FakeScheduler();
  private final List<Long> runs = new ArrayList<>();
  private final List<ProbeResult> reports = new ArrayList<>();
  private final long startNanos = time.nowNanos();

  private ProbeRunner runner(Duration interval, Probe probe) {
    return new ProbeRunner(
        "c", probe, new StatusCounter(0, 0, 0), interval.toNanos(), time, reports::add);
  }

  private ProbeResult run() {
    runs.add((time.nowNanos() - startNanos) / 1_000_000);
    return ProbeResult.passing("ok");
  }

  @Test
  void runsAtARandomMomentOfTheFirstIntervalAndThenEveryInterval() {
    runner(Duration.ofSeconds(10), this::run).start(bound -> bound / 4);
    time.advance(Duration.ofSeconds(25));
    assertEquals(List.of(2500L, 12500L, 22500L), runs);
    assertEquals(3, reports.size());
  }

  @Test
  void anIntervalBelowASecondIsRaisedToOne() {
    runner(Duration.ofMillis(1), this::run).start(bound -> 0);
    time.advance(Duration.ofMillis(3500));
    assertEquals(List.of(0L, 1000L, 2000L, 3000L), runs);
  }

  @Test
  void nothingRunsAfterStop() {
    ProbeRunner runner = runner(Duration.ofSeconds(1), this::run);
    runner.start(bound -> 0);
    time.advance(Duration.ofMillis(1500));
    runner.stop();
    time.advance(Duration.ofMinutes(1));
    assertEquals(List.of(0L, 1000L), runs);
    assertEquals(0, time.pendingTasks());
  }

  @Test
  void aResultThatComesAfterStopIsDropped() {
    ProbeRunner[] self = new ProbeRunner[1];
    self[0] =
        runner(
            Duration.ofSeconds(1),
            () -> {
              self[0].stop();
              return run();
            });
    self[0].start(bound -> 0);
    time.advance(Duration.ofSeconds(5));
    assertEquals(1, runs.size());
    assertEquals(List.of(), reports);
    assertEquals(0, time.pendingTasks());
  }

  @Test
  void aRunThatFailsUnexpectedlyIsRepeatedAllTheSame() {
    ProbeRunner runner =
        runner(
            Duration.ofSeconds(1),
            () -> {
              run();
              throw new InterruptedException("test");
            });
    runner.start(bound -> 0);
    time.advance(Duration.ofMillis(2500));
    assertEquals(3, runs.size());
    assertEquals(List.of(), reports);
  }
}
