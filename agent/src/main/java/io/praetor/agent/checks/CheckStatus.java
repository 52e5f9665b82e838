// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

/// The three words a check can report. Maintenance is not among them: it is a critical check with a
/// reserved id.
public enum CheckStatus {
  PASSING("passing"),
  WARNING("warning"),
  CRITICAL("critical");

  private final String word;

  CheckStatus(String word) {
    this.word = word;
  }

  /// As it stands in the catalog.
  public String word() {
    return word;
  }
}
