// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import io.praetor.catalog.query.Expression.Operator;
import io.praetor.catalog.query.Expression.Place;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Reads HashiCorp's interpolation language: text with `${…}` in it, `$$` for a dollar sign. In an
/// interpolation stand variables, calls, numbers, quoted texts (with interpolations of their own),
/// `true` and `false`, the operators of [Operator], `!`, `-`, parentheses and `a ? b : c`. How deep
/// it nests and how many parts it has is bounded.
final class InterpolationParser {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_PARTS = 1000;
  private static final BigInteger MAX_INT = BigInteger.valueOf(Long.MAX_VALUE);

  private final InterpolationScanner in;
  private int depth;
  private int parts;

  private InterpolationParser(String text) {
    this.in = new InterpolationScanner(text);
  }

  static Expression parse(String text) throws InterpolationException {
    return new InterpolationParser(text).sequence(false);
  }

  /// @param quoted whether it ends with a quotation mark, not with the text
  private Expression sequence(boolean quoted) throws InterpolationException {
    List<Expression> found = new ArrayList<>();
    Place start = in.place();
    while (true) {
      Place at = in.place();
      String literal = in.literal(quoted);
      if (!literal.isEmpty()) {
        found.add(counted(new Expression.Literal(at, new Value.Text(literal))));
      }
      if (!in.beginsInterpolation(quoted)) {
        break;
      }
      found.add(expression());
      in.expect("}", "\"}\"");
    }
    if (found.isEmpty()) {
      return counted(new Expression.Literal(start, new Value.Text("")));
    }
    return found.size() == 1 && found.getFirst() instanceof Expression.Literal only
        ? only
        : counted(new Expression.Sequence(start, found));
  }

  private <E extends Expression> E counted(E expression) throws InterpolationException {
    if (++parts > MAX_PARTS) {
      throw InterpolationException.syntax(expression.at(), "too many parts");
    }
    return expression;
  }

  private Expression expression() throws InterpolationException {
    if (++depth > MAX_DEPTH) {
      throw InterpolationException.syntax(in.place(), "nested too deeply");
    }
    Place start = in.peek().at();
    Expression test = operation(0);
    if (in.takes("?")) {
      Expression then = expression();
      in.expect(":", ":");
      Expression otherwise = expression();
      test = counted(new Expression.Condition(start, test, then, otherwise));
    }
    depth--;
    return test;
  }

  private Expression operation(int level) throws InterpolationException {
    if (level == Operator.LEVELS) {
      return term();
    }
    Place start = in.peek().at();
    Expression left = operation(level + 1);
    int chained = 0;
    while (true) {
      Operator operator = in.takesOperator(level);
      if (operator == null) {
        return left;
      }
      if (++chained > MAX_DEPTH) {
        throw InterpolationException.syntax(start, "nested too deeply");
      }
      left = counted(new Expression.Operation(start, operator, left, operation(level + 1)));
    }
  }

  private Expression term() throws InterpolationException {
    if (++depth > MAX_DEPTH) {
      throw InterpolationException.syntax(in.place(), "nested too deeply");
    }
    InterpolationScanner.Token token = in.peek();
    Place at = token.at();
    Expression read =
        switch (token.kind()) {
          case WHOLE -> literal(at, new Value.Whole(whole(in.take())));
          case REAL -> literal(at, new Value.Real(Double.parseDouble(in.take().text())));
          case NAME -> named();
          case SIGN ->
              switch (token.text()) {
                case "(" -> {
                  in.take();
                  Expression inner = expression();
                  in.expect(")", "\")\"");
                  yield inner;
                }
                case "\"" -> {
                  in.take();
                  yield sequence(true);
                }
                case "-" -> negated(Operator.SUBTRACT, new Value.Whole(0));
                case "!" -> negated(Operator.EQUAL, new Value.Truth(false));
                default -> throw token.unexpected("expression");
              };
          case END, INVALID -> throw token.unexpected("expression");
        };
    depth--;
    return read;
  }

  private Expression literal(Place at, Value value) throws InterpolationException {
    return counted(new Expression.Literal(at, value));
  }

  private static long whole(InterpolationScanner.Token token) throws InterpolationException {
    BigInteger number = new BigInteger(token.text());
    if (number.compareTo(MAX_INT) > 0) {
      throw InterpolationException.syntax(
          token.at(),
          "invalid integer: strconv.Atoi: parsing \"" + token.text() + "\": value out of range");
    }
    return number.longValueExact();
  }

  /// `-a` is worked out as `0 - a`, `!a` as `false == a`.
  private Expression negated(Operator operator, Value neutral) throws InterpolationException {
    Place at = in.take().at();
    return counted(new Expression.Operation(at, operator, literal(at, neutral), term()));
  }

  private Expression named() throws InterpolationException {
    InterpolationScanner.Token name = in.take();
    if (name.text().equals("true") || name.text().equals("false")) {
      return literal(name.at(), new Value.Truth(name.text().equals("true")));
    }
    if (in.takes("(")) {
      List<Expression> arguments = new ArrayList<>();
      while (!in.peek().is(")")) {
        arguments.add(expression());
        if (!in.takes(",")) {
          break;
        }
      }
      in.expect(")", "\")\"");
      return counted(new Expression.Call(name.at(), name.text(), arguments));
    }
    Expression.Variable variable = counted(new Expression.Variable(name.at(), name.text()));
    InterpolationScanner.Token next = in.peek();
    if (!in.takes("[")) {
      return variable;
    }
    Expression index = expression();
    in.expect("]", "\"]\"");
    return counted(new Expression.Element(next.at(), variable, index));
  }
}
