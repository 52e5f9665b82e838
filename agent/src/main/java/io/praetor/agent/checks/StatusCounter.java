// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import org.jspecify.annotations.Nullable;

/// Decides which results of a probe become the status of its check: `success_before_passing`,
/// `failures_before_warning` and `failures_before_critical`. A warning result counts as a success. A
/// result that is held back changes neither status nor output. The very first result is always
/// taken: the counters start as if the thresholds had just been reached (observed). One thread.
final class StatusCounter {
  private final int successBeforePassing;
  private final int failuresBeforeWarning;
  private final int failuresBeforeCritical;
  private long successes;
  private long failures;

  /// A `failuresBeforeWarning` of 0 means the same as `failuresBeforeCritical`.
  StatusCounter(int successBeforePassing, int failuresBeforeWarning, int failuresBeforeCritical) {
    this.successBeforePassing = successBeforePassing;
    this.failuresBeforeWarning =
        failuresBeforeWarning == 0 ? failuresBeforeCritical : failuresBeforeWarning;
    this.failuresBeforeCritical = failuresBeforeCritical;
    successes = Math.max(0, successBeforePassing);
    failures = Math.max(0, failuresBeforeCritical);
  }

  /// What to report for this result, null for nothing.
  @Nullable ProbeResult count(ProbeResult result) {
    return switch (result.status()) {
      case PASSING, WARNING -> {
        failures = 0;
        yield ++successes >= successBeforePassing ? result : null;
      }
      case CRITICAL -> {
        successes = 0;
        failures++;
        if (failures >= failuresBeforeCritical) {
          yield result;
        }
        yield failures >= failuresBeforeWarning
            ? new ProbeResult(CheckStatus.WARNING, result.output())
            : null;
      }
    };
  }
}
