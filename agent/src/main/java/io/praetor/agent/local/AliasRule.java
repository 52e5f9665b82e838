// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.agent.checks.CheckStatus;
import io.praetor.agent.checks.ProbeResult;
import io.praetor.catalog.HealthCheck;
import java.util.Collection;

/// The status of an alias check: the worst of the checks it follows, named in the output. Pure.
final class AliasRule {
  private AliasRule() {}

  /// The watched service is not there. `node` is as the definition has it, often empty.
  static ProbeResult missing(String service, String node) {
    return new ProbeResult(
        CheckStatus.CRITICAL, "Service " + service + " could not be found on node " + node);
  }

  /// The first of the worst; the checks come in order of their ids.
  static ProbeResult of(Collection<HealthCheck> followed) {
    if (followed.isEmpty()) {
      return new ProbeResult(CheckStatus.PASSING, "No checks found.");
    }
    for (CheckStatus status : new CheckStatus[] {CheckStatus.CRITICAL, CheckStatus.WARNING}) {
      for (HealthCheck check : followed) {
        if (check.status().equals(status.word())) {
          return new ProbeResult(
              status, "Aliased check \"" + check.name() + "\" failing: " + check.output());
        }
      }
    }
    return new ProbeResult(CheckStatus.PASSING, "All checks passing.");
  }
}
