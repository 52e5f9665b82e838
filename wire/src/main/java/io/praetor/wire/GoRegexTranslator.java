// SPDX-License-Identifier: Apache-2.0

package io.praetor.wire;

import io.praetor.wire.GoRegex.InvalidRegex;
import java.util.Locale;

/// Reads a pattern in Go's (RE2's) syntax and writes the same in Java's. What Java would take and
/// Go does not (look-around, back references, possessive repetition, set operations in classes) is
/// refused.
final class GoRegexTranslator {
  private static final int MAX_REPEAT = 1000;
  private static final int MAX_LENGTH = 16 * 1024;

  private final String in;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int open;
  private boolean multiline;

  private GoRegexTranslator(String in) {
    this.in = in;
  }

  static String translate(String pattern) throws InvalidRegex {
    if (pattern.length() > MAX_LENGTH) {
      throw new InvalidRegex("expression too large", "");
    }
    GoRegexTranslator translator = new GoRegexTranslator(pattern);
    translator.run();
    return translator.out.toString();
  }

  private void run() throws InvalidRegex {
    boolean repeatable = false;
    while (at < in.length()) {
      char c = in.charAt(at);
      switch (c) {
        case '(' -> {
          repeatable = group();
        }
        case ')' -> {
          if (--open < 0) {
            throw new InvalidRegex("unexpected )", in);
          }
          take(c);
          repeatable = true;
        }
        case '|' -> {
          take(c);
          repeatable = false;
        }
        case '*', '+', '?' -> repeatable = repeat(at, at + 1, repeatable);
        case '{' -> repeatable = braces(repeatable);
        case '[' -> {
          characterClass();
          repeatable = true;
        }
        case '\\' -> {
          escape(false);
          repeatable = true;
        }
        case '$' -> {
          at++;
          out.append(multiline ? "$" : "\\z");
          repeatable = true;
        }
        case '^', '.' -> {
          take(c);
          repeatable = true;
        }
        case ']', '}' -> {
          at++;
          out.append('\\').append(c);
          repeatable = true;
        }
        default -> {
          take(c);
          repeatable = true;
        }
      }
    }
    if (open > 0) {
      throw new InvalidRegex("missing closing )", in);
    }
  }

  private void take(char c) {
    out.append(c);
    at++;
  }

  /// Whether what was read can be repeated: a group that only sets flags cannot.
  private boolean group() throws InvalidRegex {
    if (!in.startsWith("(?", at)) {
      open++;
      take('(');
      return false;
    }
    int from = at;
    if (in.startsWith("(?P<", at) || in.startsWith("(?<", at)) {
      int name = in.indexOf('<', at) + 1;
      int end = in.indexOf('>', name);
      if (end < 0 || end == name || !in.substring(name, end).matches("[A-Za-z0-9_]+")) {
        throw new InvalidRegex(
            "invalid named capture", end < 0 ? in.substring(from) : in.substring(from, end + 1));
      }
      open++;
      out.append('(');
      at = end + 1;
      return false;
    }
    at += 2;
    boolean negative = false;
    StringBuilder flags = new StringBuilder();
    while (at < in.length()) {
      char c = in.charAt(at++);
      switch (c) {
        case 'i', 's' -> flags.append(c);
        case 'm' -> {
          flags.append(c);
          multiline = !negative;
        }
        case '-' -> {
          negative = true;
          flags.append(c);
        }
        case ':' -> {
          open++;
          out.append("(?").append(flags).append(':');
          return false;
        }
        case ')' -> {
          out.append("(?").append(flags).append(')');
          return false;
        }
        default ->
            throw new InvalidRegex(
                "invalid or unsupported Perl syntax",
                in.substring(from, Math.min(at, in.length())));
      }
    }
    throw new InvalidRegex("missing argument to repetition operator", "?");
  }

  private boolean repeat(int from, int end, boolean repeatable) throws InvalidRegex {
    String operator = in.substring(from, end);
    if (!repeatable) {
      throw new InvalidRegex("missing argument to repetition operator", operator);
    }
    out.append(operator);
    at = end;
    if (at < in.length() && in.charAt(at) == '?') {
      take('?');
    }
    if (at < in.length() && "*+?".indexOf(in.charAt(at)) >= 0) {
      throw new InvalidRegex("invalid nested repetition operator", in.substring(from, at + 1));
    }
    return true;
  }

  /// `{` is a literal unless it starts a well-formed count.
  private boolean braces(boolean repeatable) throws InvalidRegex {
    int end = in.indexOf('}', at);
    String inside = end < 0 ? "" : in.substring(at + 1, end);
    if (!inside.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
      at++;
      out.append("\\{");
      return true;
    }
    int comma = inside.indexOf(',');
    int low = Integer.parseInt(comma < 0 ? inside : inside.substring(0, comma));
    String highText = comma < 0 ? inside : inside.substring(comma + 1);
    int high = highText.isEmpty() ? low : Integer.parseInt(highText);
    if (low > MAX_REPEAT || high > MAX_REPEAT || high < low) {
      throw new InvalidRegex("invalid repeat count", "{" + inside + "}");
    }
    return repeat(at, end + 1, repeatable);
  }

  private void characterClass() throws InvalidRegex {
    int from = at;
    take('[');
    if (at < in.length() && in.charAt(at) == '^') {
      take('^');
    }
    boolean first = true;
    while (at < in.length() && (first || in.charAt(at) != ']')) {
      first = false;
      char c = in.charAt(at);
      if (c == '[' && in.startsWith("[:", at) && in.indexOf(":]", at + 2) > 0) {
        posixClass();
      } else if (c == '\\') {
        escape(true);
      } else if (c == '-') {
        at++;
        out.append(literalDash() ? "\\-" : "-");
      } else {
        if ("[]&^".indexOf(c) >= 0) {
          out.append('\\');
        }
        take(c);
      }
      range(from);
    }
    if (at >= in.length()) {
      throw new InvalidRegex("missing closing ]", in.substring(from));
    }
    take(']');
  }

  /// A dash that just passed is a literal at either end of the class.
  private boolean literalDash() {
    char before = at >= 2 ? in.charAt(at - 2) : '[';
    return before == '[' || before == '^' || (at < in.length() && in.charAt(at) == ']');
  }

  private void range(int classStart) throws InvalidRegex {
    if (at + 1 < in.length()
        && in.charAt(at) == '-'
        && in.charAt(at + 1) != ']'
        && in.charAt(at + 1) != '\\'
        && at - 1 > classStart) {
      char low = in.charAt(at - 1);
      char high = in.charAt(at + 1);
      if (Character.isLetterOrDigit(low) && low > high && in.charAt(at - 2) != '\\') {
        throw new InvalidRegex("invalid character class range", in.substring(at - 1, at + 2));
      }
    }
  }

  private void posixClass() throws InvalidRegex {
    int end = in.indexOf(":]", at + 2);
    String name = in.substring(at + 2, end);
    boolean negative = name.startsWith("^");
    String known =
        switch (negative ? name.substring(1) : name) {
          case "alnum" -> "Alnum";
          case "alpha" -> "Alpha";
          case "ascii" -> "ASCII";
          case "blank" -> "Blank";
          case "cntrl" -> "Cntrl";
          case "digit" -> "Digit";
          case "graph" -> "Graph";
          case "lower" -> "Lower";
          case "print" -> "Print";
          case "punct" -> "Punct";
          case "space" -> "Space";
          case "upper" -> "Upper";
          case "xdigit" -> "XDigit";
          default ->
              throw new InvalidRegex("invalid character class range", in.substring(at, end + 2));
        };
    out.append(negative ? "\\P{" : "\\p{").append(known).append('}');
    at = end + 2;
  }

  private void escape(boolean inClass) throws InvalidRegex {
    if (at + 1 >= in.length()) {
      throw new InvalidRegex("trailing backslash at end of expression", "");
    }
    char c = in.charAt(at + 1);
    if ("dDsSwWafnrtv".indexOf(c) >= 0 || (!inClass && "AbBzQE".indexOf(c) >= 0)) {
      out.append(c == 'v' ? "\\x0B" : "\\" + c);
      at += 2;
    } else if (c == 'x') {
      hex();
    } else if (c == 'p' || c == 'P') {
      property();
    } else if (c < 0x80 && !Character.isLetterOrDigit(c)) {
      out.append('\\').append(c);
      at += 2;
    } else {
      throw new InvalidRegex("invalid escape sequence", in.substring(at, at + 2));
    }
  }

  private void hex() throws InvalidRegex {
    int end = at + 4;
    String digits;
    if (in.startsWith("\\x{", at)) {
      end = in.indexOf('}', at) + 1;
      digits = end == 0 ? "" : in.substring(at + 3, end - 1);
    } else {
      digits = end <= in.length() ? in.substring(at + 2, end) : "";
    }
    if (!digits.matches("[0-9A-Fa-f]{1,6}")
        || Integer.parseInt(digits, 16) > Character.MAX_CODE_POINT) {
      throw new InvalidRegex("invalid escape sequence", in.substring(at, at + 2));
    }
    out.append("\\x{").append(digits).append('}');
    at = end;
  }

  private void property() throws InvalidRegex {
    char letter = in.charAt(at + 1);
    int end = at + 3;
    String name = end <= in.length() ? in.substring(at + 2, end) : "";
    if (name.equals("{")) {
      end = in.indexOf('}', at) + 1;
      name = end == 0 ? "" : in.substring(at + 3, end - 1);
    }
    if (!name.matches("[A-Za-z_]{1,40}")) {
      throw new InvalidRegex(
          "invalid character class range", in.substring(at, Math.min(in.length(), at + 3)));
    }
    boolean category = name.length() <= 2;
    out.append('\\')
        .append(letter)
        .append('{')
        .append(category ? name : "Is" + name.toUpperCase(Locale.ROOT))
        .append('}');
    at = end;
  }
}
