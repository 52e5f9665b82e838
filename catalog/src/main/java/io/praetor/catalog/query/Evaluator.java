// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import static io.praetor.catalog.query.Value.Type.BOOL;
import static io.praetor.catalog.query.Value.Type.FLOAT;
import static io.praetor.catalog.query.Value.Type.INT;
import static io.praetor.catalog.query.Value.Type.STRING;

import io.praetor.catalog.query.Expression.Operator;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/// Works out an expression. Every part is worked out, also the branch of a condition that is not
/// taken, and an error in any of them is an error of the whole, as in HashiCorp's language.
///
/// @param variables texts by name
/// @param match the group of the regular expression with this number, for `match(n)`
record Evaluator(Map<String, String> variables, LongFunction<String> match) {
  /// No result is longer: a small template must not make a huge answer.
  private static final int MAX_LENGTH = 64 * 1024;

  String text(Expression expression) throws InterpolationException {
    return value(expression).show();
  }

  private Value value(Expression expression) throws InterpolationException {
    return switch (expression) {
      case Expression.Literal literal -> literal.value();
      case Expression.Variable variable -> new Value.Text(variable(variable));
      case Expression.Element element -> {
        variable(element.of());
        throw InterpolationException.typed(
            element.at(), "invalid index operation into non-indexable type: " + STRING.go);
      }
      case Expression.Call call -> call(call);
      case Expression.Operation operation ->
          operate(operation, value(operation.left()), value(operation.right()));
      case Expression.Condition condition -> choose(condition);
      case Expression.Sequence sequence -> joined(sequence);
    };
  }

  private String variable(Expression.Variable variable) throws InterpolationException {
    String known = variables.get(variable.name());
    if (known == null) {
      throw InterpolationException.evaluation(
          variable.at() + ": unknown variable accessed: " + variable.name());
    }
    return known;
  }

  private Value call(Expression.Call call) throws InterpolationException {
    if (!call.function().equals("match")) {
      throw InterpolationException.evaluation(
          call.at() + ": unknown function called: " + call.function());
    }
    List<Expression> arguments = call.arguments();
    if (arguments.size() != 1) {
      throw InterpolationException.evaluation(
          call.at() + ": match: expected 1 arguments, got " + arguments.size());
    }
    Value argument = value(arguments.getFirst());
    if (!Value.converts(argument.type(), INT)) {
      throw InterpolationException.typed(
          call.at(), "match: argument 1 should be " + INT.words + ", got " + argument.type().words);
    }
    return argument.as(INT) instanceof Value.Whole(long group)
        ? new Value.Text(match.apply(group))
        : argument;
  }

  private Value joined(Expression.Sequence sequence) throws InterpolationException {
    StringBuilder out = new StringBuilder();
    for (Expression part : sequence.parts()) {
      out.append(value(part).show());
      if (out.length() > MAX_LENGTH) {
        throw InterpolationException.evaluation("the result is too long");
      }
    }
    return new Value.Text(out.toString());
  }

  private Value choose(Expression.Condition condition) throws InterpolationException {
    Value test = value(condition.test());
    Value then = value(condition.then());
    Value otherwise = value(condition.otherwise());
    if (test.type() != BOOL && test.type() != STRING) {
      throw InterpolationException.typed(
          condition.at(), "condition must be type bool, not " + test.type().words);
    }
    Value.Type type = then.type() == STRING ? otherwise.type() : then.type();
    if (!Value.converts(otherwise.type(), type)) {
      throw InterpolationException.typed(
          condition.at(),
          "true and false expression types must match; have "
              + then.type().words
              + " and "
              + otherwise.type().words);
    }
    Value one = then.as(type);
    Value other = otherwise.as(type);
    return test.as(BOOL).equals(new Value.Truth(true)) ? one : other;
  }

  private static Value operate(Expression.Operation operation, Value left, Value right)
      throws InterpolationException {
    Operator operator = operation.operator();
    Value.Type type = operandType(operator, left.type(), right.type());
    checkOperand(operation, 1, left, type);
    checkOperand(operation, 2, right, type);
    if (type == FLOAT && operator == Operator.REMAINDER) {
      throw InterpolationException.typed(operation.at(), "modulo cannot be used with floats");
    }
    Value a = left.as(type);
    Value b = right.as(type);
    if (a instanceof Value.Whole(long x) && b instanceof Value.Whole(long y)) {
      return whole(operator, x, y);
    }
    if (a instanceof Value.Real(double x) && b instanceof Value.Real(double y)) {
      return real(operator, x, y);
    }
    return switch (operator) {
      case EQUAL -> new Value.Truth(a.equals(b));
      case NOT_EQUAL -> new Value.Truth(!a.equals(b));
      case OR -> new Value.Truth(isTrue(a) || isTrue(b));
      case AND -> new Value.Truth(isTrue(a) && isTrue(b));
      default -> throw new IllegalStateException("no operands of type " + type);
    };
  }

  private static boolean isTrue(Value value) {
    return value instanceof Value.Truth(boolean holds) && holds;
  }

  /// What both operands are turned into: numbers for arithmetic, the more telling type for
  /// comparisons.
  private static Value.Type operandType(Operator operator, Value.Type left, Value.Type right) {
    return switch (operator) {
      case OR, AND -> BOOL;
      case EQUAL, NOT_EQUAL -> left == STRING ? right : left;
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER ->
          left == FLOAT || right == FLOAT ? FLOAT : INT;
      case LESS, GREATER, LESS_OR_EQUAL, GREATER_OR_EQUAL ->
          left == FLOAT || (left != INT && right == FLOAT) ? FLOAT : INT;
    };
  }

  private static void checkOperand(
      Expression.Operation operation, int number, Value operand, Value.Type wanted)
      throws InterpolationException {
    if (!Value.converts(operand.type(), wanted)) {
      throw InterpolationException.typed(
          operation.at(),
          "operand " + number + " should be " + wanted.go + ", got " + operand.type().go);
    }
  }

  private static Value whole(Operator operator, long x, long y) throws InterpolationException {
    if (y == 0 && (operator == Operator.DIVIDE || operator == Operator.REMAINDER)) {
      throw InterpolationException.evaluation("__builtin_IntMath: divide by zero");
    }
    return switch (operator) {
      case ADD -> new Value.Whole(x + y);
      case SUBTRACT -> new Value.Whole(x - y);
      case MULTIPLY -> new Value.Whole(x * y);
      case DIVIDE -> new Value.Whole(x / y);
      case REMAINDER -> new Value.Whole(x % y);
      default -> new Value.Truth(holds(operator, Long.compare(x, y)));
    };
  }

  private static Value real(Operator operator, double x, double y) {
    return switch (operator) {
      case ADD -> new Value.Real(x + y);
      case SUBTRACT -> new Value.Real(x - y);
      case MULTIPLY -> new Value.Real(x * y);
      case DIVIDE -> new Value.Real(x / y);
      default -> new Value.Truth(holds(operator, Double.compare(x, y)));
    };
  }

  private static boolean holds(Operator operator, int compared) {
    return switch (operator) {
      case EQUAL -> compared == 0;
      case NOT_EQUAL -> compared != 0;
      case LESS -> compared < 0;
      case GREATER -> compared > 0;
      case LESS_OR_EQUAL -> compared <= 0;
      case GREATER_OR_EQUAL -> compared >= 0;
      default -> false;
    };
  }
}
