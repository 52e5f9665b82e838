// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The sequences are those that real Consul showed for an HTTP check.
class StatusCounterTest {
  private static List<String> statuses(StatusCounter counter, String initial, int... codes) {
    List<String> seen = new ArrayList<>();
    String status = initial;
    for (int code : codes) {
      CheckStatus found =
          code == 200
              ? CheckStatus.PASSING
              : code == 429 ? CheckStatus.WARNING : CheckStatus.CRITICAL;
      ProbeResult report = counter.count(new ProbeResult(found, Integer.toString(code)));
      if (report != null) {
        status = report.status().word() + " " + report.output();
      }
      seen.add(status);
    }
    return seen;
  }

  @Test
  void warnsBeforeItTurnsCriticalAndNeedsTwoSuccessesToComeBack() {
    assertEquals(
        List.of(
            "passing 200",
            "passing 200",
            "warning 500",
            "warning 500",
            "critical 500",
            "critical 500",
            "critical 500",
            "passing 200",
            "passing 200",
            "warning 500",
            "warning 500",
            "warning 500",
            "warning 500",
            "critical 500"),
        statuses(
            new StatusCounter(2, 1, 3),
            "critical",
            200,
            200,
            500,
            500,
            500,
            500,
            200,
            200,
            200,
            500,
            200,
            500,
            500,
            500));
  }

  @Test
  void aWarningCountsAsSuccessAndHeldBackFailuresKeepTheOldOutput() {
    assertEquals(
        List.of(
            "warning 429",
            "warning 429",
            "warning 429",
            "warning 429",
            "critical 500",
            "critical 500",
            "critical 500",
            "passing 200",
            "passing 200"),
        statuses(
            new StatusCounter(2, 0, 2), "passing", 429, 429, 429, 500, 500, 500, 429, 200, 200));
  }

  @Test
  void theFirstResultIsAlwaysTaken() {
    assertEquals(
        List.of("critical 500", "critical 500"),
        statuses(new StatusCounter(1, 2, 3), "passing", 500, 500));
  }

  @Test
  void withoutThresholdsEveryResultIsReported() {
    assertEquals(
        List.of("passing 200", "critical 500", "warning 429", "critical 500"),
        statuses(new StatusCounter(0, 0, 0), "critical", 200, 500, 429, 500));
  }
}
