// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.filter;

import io.praetor.http.filter.Expression.Match;
import io.praetor.http.filter.Expression.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Recursive descent over the grammar of `go-bexpr` 0.1:
///
///     or    = and { "or" and }       and = not { "and" not }      not = "not" not | "(" or ")" | match
///     match = selector op value | selector "is" ["not"] "empty" | value ["not"] "in" selector
///
/// No word is reserved: `not == 3` compares a selector called `not`. So each alternative is tried
/// from the same place and the first that fits wins, as a PEG does. Depth and length are bounded,
/// because the expression comes with a request.
final class ExpressionParser {
  private static final int MAX_LENGTH = 64 * 1024;
  private static final int MAX_DEPTH = 200;

  private final String text;
  private int at;
  private int furthest;
  private final SortedSet<String> expected = new TreeSet<>();
  private int depth;

  private ExpressionParser(String text) {
    this.text = text;
  }

  static Expression parse(String text) throws FilterException {
    if (text.length() > MAX_LENGTH) {
      throw new FilterException("max number of expressions parsed");
    }
    ExpressionParser parser = new ExpressionParser(text);
    parser.space();
    Expression expression = parser.or();
    boolean endExpected = false;
    if (expression != null) {
      parser.space();
      if (parser.at == text.length()) {
        return expression;
      }
      parser.reach();
      endExpected = parser.at == parser.furthest;
    }
    throw parser.error(
        parser.furthest, "no match found, expected: " + alternatives(parser.expected, endExpected));
  }

  private @Nullable Expression or() throws FilterException {
    return chain("or", this::and, Expression.Or::new);
  }

  private @Nullable Expression and() throws FilterException {
    return chain("and", this::not, Expression.And::new);
  }

  private interface Rule {
    @Nullable Expression parse() throws FilterException;
  }

  private interface Join {
    Expression of(List<Expression> parts);
  }

  private @Nullable Expression chain(String word, Rule part, Join join) throws FilterException {
    Expression first = part.parse();
    if (first == null) {
      return null;
    }
    List<Expression> parts = new ArrayList<>(2);
    parts.add(first);
    while (true) {
      int before = at;
      Expression next = space() && word(word) && space() ? part.parse() : null;
      if (next == null) {
        reach();
        at = before;
        return parts.size() == 1 ? first : join.of(List.copyOf(parts));
      }
      parts.add(next);
    }
  }

  private @Nullable Expression not() throws FilterException {
    if (++depth > MAX_DEPTH) {
      throw new FilterException("max number of expressions parsed");
    }
    try {
      int before = at;
      if (word("not") && space()) {
        Expression operand = not();
        if (operand != null) {
          return operand instanceof Expression.Not twice
              ? twice.operand()
              : new Expression.Not(operand);
        }
      }
      at = before;
      return group();
    } finally {
      depth--;
    }
  }

  private @Nullable Expression group() throws FilterException {
    int before = at;
    if (character('(')) {
      space();
      Expression inner = or();
      if (inner != null) {
        space();
        if (character(')')) {
          return inner;
        }
        throw error(at, "rule \"grouping\": Unmatched parentheses");
      }
    }
    reach();
    at = before;
    return match();
  }

  private @Nullable Expression match() throws FilterException {
    int before = at;
    List<String> selector = selector();
    if (selector != null) {
      int afterSelector = at;
      Operator operator = valueOperator();
      if (operator != null) {
        String value = value();
        if (value != null) {
          return new Match(selector, operator, value);
        }
      }
      reach();
      at = afterSelector;
      operator = emptyOperator();
      if (operator != null) {
        return new Match(selector, operator, "");
      }
    }
    reach();
    at = before;
    String value = value();
    if (value != null) {
      Operator operator = inOperator();
      if (operator != null) {
        List<String> container = selector();
        if (container != null) {
          return new Match(container, operator, value);
        }
        throw error(at, "rule \"match\": Invalid selector");
      }
    }
    reach();
    at = before;
    return null;
  }

  private @Nullable Operator valueOperator() {
    int before = at;
    boolean spaced = space();
    if (word("==")) {
      space();
      return Operator.EQUAL;
    }
    if (word("!=")) {
      space();
      return Operator.NOT_EQUAL;
    }
    if (spaced) {
      if (words("contains")) {
        return Operator.IN;
      }
      if (words("not", "contains")) {
        return Operator.NOT_IN;
      }
      if (words("matches")) {
        return Operator.MATCHES;
      }
      if (words("not", "matches")) {
        return Operator.NOT_MATCHES;
      }
    }
    reach();
    at = before;
    return null;
  }

  private @Nullable Operator emptyOperator() {
    int before = at;
    if (space() && words("is")) {
      if (word("empty")) {
        return Operator.IS_EMPTY;
      }
      if (words("not") && word("empty")) {
        return Operator.IS_NOT_EMPTY;
      }
    }
    reach();
    at = before;
    return null;
  }

  private @Nullable Operator inOperator() {
    int before = at;
    if (space()) {
      if (words("in")) {
        return Operator.IN;
      }
      if (words("not", "in")) {
        return Operator.NOT_IN;
      }
    }
    reach();
    at = before;
    return null;
  }

  private @Nullable List<String> selector() throws FilterException {
    String first = identifier();
    if (first == null) {
      return null;
    }
    List<String> path = new ArrayList<>(3);
    path.add(first);
    while (true) {
      int before = at;
      if (character('.')) {
        String name = identifier();
        if (name != null) {
          path.add(name);
          continue;
        }
        reach();
        at = before;
        return path;
      }
      if (!character('[')) {
        return path;
      }
      space();
      String key = string();
      if (key == null) {
        throw error(at, "rule \"index\": Invalid index");
      }
      space();
      if (!character(']')) {
        throw error(at, "rule \"index\": Unclosed index expression");
      }
      path.add(key);
    }
  }

  private @Nullable String identifier() {
    int from = at;
    if (at < text.length() && letter(text.charAt(at))) {
      at++;
      while (at < text.length()
          && (letter(text.charAt(at)) || digitOrUnderscore(text.charAt(at)))) {
        at++;
      }
      missed("[a-zA-Z0-9_]");
      return text.substring(from, at);
    }
    missed("[a-zA-Z]");
    return null;
  }

  private @Nullable String value() throws FilterException {
    List<String> bare = selector();
    if (bare != null) {
      return String.join(".", bare);
    }
    String number = number();
    return number != null ? number : string();
  }

  private @Nullable String number() throws FilterException {
    int from = at;
    character('-');
    int digits = at;
    if (!character('0')) {
      missed("[1-9]");
      digits();
    }
    if (at == digits) {
      at = from;
      return null;
    }
    int whole = at;
    if (character('.')) {
      int fraction = at;
      digits();
      if (at == fraction) {
        at = whole;
      }
    }
    if (at < text.length() && text.charAt(at) != ')' && !blank(text.charAt(at))) {
      throw error(at, "rule \"number\": Invalid number literal");
    }
    return text.substring(from, at);
  }

  private void digits() {
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
  }

  private @Nullable String string() throws FilterException {
    if (at >= text.length() || (text.charAt(at) != '"' && text.charAt(at) != '`')) {
      missed("\"\\\"\"");
      missed("\"`\"");
      return null;
    }
    int from = at;
    char quote = text.charAt(at);
    int end = text.indexOf(quote, at + 1);
    if (end < 0) {
      throw error(text.length(), "rule \"string\": Unterminated string literal");
    }
    at = end + 1;
    String inside = text.substring(from + 1, end);
    if (quote == '`') {
      return inside.replace("\r", "");
    }
    String unquoted = Unquote.text(inside);
    if (unquoted == null) {
      throw error(from, "rule \"string\": invalid syntax");
    }
    return unquoted;
  }

  private boolean space() {
    int from = at;
    while (at < text.length() && blank(text.charAt(at))) {
      at++;
    }
    missed("[ \\t\\r\\n]");
    return at > from;
  }

  /// The words one after the other, white space behind each; or nothing.
  private boolean words(String... words) {
    int before = at;
    for (String word : words) {
      if (!word(word) || !space()) {
        reach();
        at = before;
        return false;
      }
    }
    return true;
  }

  private boolean word(String word) {
    if (text.startsWith(word, at)) {
      at += word.length();
      return true;
    }
    missed('"' + word + '"');
    return false;
  }

  private boolean character(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    missed("\"" + c + '"');
    return false;
  }

  /// Notes what could have stood here, in the words of the grammar: the error names what was possible at
  /// the furthest place.
  private void missed(String token) {
    if (at > furthest) {
      furthest = at;
      expected.clear();
    }
    if (at == furthest) {
      expected.add(token);
    }
  }

  private void reach() {
    if (at > furthest) {
      furthest = at;
      expected.clear();
    }
  }

  /// As the grammar's tool lists them: `a, b or c`.
  private static String alternatives(SortedSet<String> tokens, boolean end) {
    List<String> all = new ArrayList<>(tokens);
    if (end || all.isEmpty()) {
      all.add("EOF");
    }
    String last = all.removeLast();
    return all.isEmpty() ? last : String.join(", ", all) + " or " + last;
  }

  private FilterException error(int offset, String message) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(offset, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        column = 0;
      }
      column++;
    }
    return new FilterException(line + ":" + column + " (" + offset + "): " + message);
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean digitOrUnderscore(char c) {
    return (c >= '0' && c <= '9') || c == '_';
  }
}
