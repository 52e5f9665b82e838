// SPDX-License-Identifier: Apache-2.0

package io.praetor.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression in Go's syntax. Java's engine runs it, but that engine backtracks, and
/// patterns come with requests: so each search has a budget of steps. Syntax that only one of the
/// two languages has is translated or refused with Go's words.
public final class GoRegex {
  /// Characters looked at in one search; a sensible search of a few kilobytes needs a hundredth.
  private static final int STEP_BUDGET = 2_000_000;

  private final Pattern pattern;

  private GoRegex(Pattern pattern) {
    this.pattern = pattern;
  }

  /// What Go says about a pattern that it cannot compile.
  public static final class InvalidRegex extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidRegex(String reason, String fragment) {
      super("error parsing regexp: " + reason + ": `" + fragment + "`", null, false, false);
    }

    public String text() {
      return String.valueOf(getMessage());
    }
  }

  /// A search that took more steps than any honest one.
  public static final class TooCostly extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooCostly() {
      super("regular expression takes too long", null, false, false);
    }
  }

  public static GoRegex compile(String text) throws InvalidRegex {
    String translated = GoRegexTranslator.translate(text);
    try {
      return new GoRegex(Pattern.compile(translated));
    } catch (PatternSyntaxException e) {
      throw new InvalidRegex("invalid or unsupported Perl syntax", text);
    } catch (StackOverflowError e) {
      throw new InvalidRegex("expression nests too deeply", text);
    }
  }

  /// Whether the pattern matches somewhere in the text.
  ///
  /// @throws TooCostly when it is not known within the budget
  public boolean find(String text) {
    Matcher matcher = pattern.matcher(new Budgeted(text, new int[] {STEP_BUDGET}));
    try {
      return matcher.find();
    } catch (StackOverflowError e) {
      throw new TooCostly();
    }
  }

  /// The first match and its groups, empty texts for groups that took no part; an empty list when
  /// nothing matches (Go's `FindStringSubmatch`).
  ///
  /// @throws TooCostly when it is not known within the budget
  public List<String> submatches(String text) {
    Matcher matcher = pattern.matcher(new Budgeted(text, new int[] {STEP_BUDGET}));
    try {
      if (!matcher.find()) {
        return List.of();
      }
    } catch (StackOverflowError e) {
      throw new TooCostly();
    }
    List<String> found = new ArrayList<>();
    for (int i = 0; i <= matcher.groupCount(); i++) {
      found.add(matcher.start(i) < 0 ? "" : text.substring(matcher.start(i), matcher.end(i)));
    }
    return List.copyOf(found);
  }

  /// Counts how often the engine looks at a character.
  private record Budgeted(CharSequence text, int[] left) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--left[0] < 0) {
        throw new TooCostly();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Budgeted(text.subSequence(start, end), left);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
