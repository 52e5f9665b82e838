// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.wire.GoRegex;

/// Refuses a filter that is no regular expression before any node is asked.
final class RegexChecks {
  private RegexChecks() {}

  static void check(String kind, String text) throws Failure {
    try {
      GoRegex.compile(text);
    } catch (GoRegex.InvalidRegex e) {
      throw new Failure("Failed to compile " + kind + " filter regexp: " + e.text());
    }
  }
}
