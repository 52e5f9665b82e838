// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

/// What one run of a probe found. The output is what an operator reads, already cut to its limit.
public record ProbeResult(CheckStatus status, String output) {
  static ProbeResult passing(String output) {
    return new ProbeResult(CheckStatus.PASSING, output);
  }

  static ProbeResult critical(String output) {
    return new ProbeResult(CheckStatus.CRITICAL, output);
  }
}
