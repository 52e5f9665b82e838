// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Matches an expression that a peer chose: backtracking ends after so many steps, as no match.
final class BoundedRegex {
  private static final int STEPS = 100_000;
  private static final int MAX_EXPRESSION = 1024;

  private BoundedRegex() {}

  /// Whether it matches somewhere. A bad or too costly expression matches nothing.
  static boolean finds(String expression, String text) {
    if (expression.length() > MAX_EXPRESSION) {
      return false;
    }
    try {
      return Pattern.compile(expression).matcher(new Counted(text, new int[] {STEPS})).find();
    } catch (PatternSyntaxException | Exhausted | StackOverflowError e) {
      return false;
    }
  }

  private static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super("too many steps", null, false, false);
    }
  }

  private record Counted(CharSequence text, int[] left) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (left[0]-- == 0) {
        throw new Exhausted();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), left);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
