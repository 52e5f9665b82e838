// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Refuses a filter that is no regular expression before any node is asked.
final class RegexChecks {
  private RegexChecks() {}

  static void check(String kind, String text) throws Failure {
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new Failure("Failed to compile " + kind + " filter regexp: " + e.getDescription());
    }
  }
}
