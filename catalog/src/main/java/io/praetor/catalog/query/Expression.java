// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

import java.util.List;

/// What a text with interpolations is made of, as read by [InterpolationParser] and worked out by
/// [Evaluator].
sealed interface Expression {
  /// Where it begins, both counted from 1, columns in characters.
  record Place(int line, int column) {
    @Override
    public String toString() {
      return line + ":" + column;
    }
  }

  /// Operators in groups of equal precedence, the weakest first.
  enum Operator {
    OR("||", 0),
    AND("&&", 1),
    EQUAL("==", 2),
    NOT_EQUAL("!=", 2),
    LESS_OR_EQUAL("<=", 3),
    GREATER_OR_EQUAL(">=", 3),
    LESS("<", 3),
    GREATER(">", 3),
    ADD("+", 4),
    SUBTRACT("-", 4),
    MULTIPLY("*", 5),
    DIVIDE("/", 5),
    REMAINDER("%", 5);

    static final int LEVELS = 6;

    final String sign;
    final int level;

    Operator(String sign, int level) {
      this.sign = sign;
      this.level = level;
    }
  }

  Place at();

  record Literal(Place at, Value value) implements Expression {}

  record Variable(Place at, String name) implements Expression {}

  /// An element of a list; there are no lists among our variables.
  record Element(Place at, Variable of, Expression index) implements Expression {}

  record Call(Place at, String function, List<Expression> arguments) implements Expression {}

  record Operation(Place at, Operator operator, Expression left, Expression right)
      implements Expression {}

  record Condition(Place at, Expression test, Expression then, Expression otherwise)
      implements Expression {}

  /// Texts and interpolations one after the other, which give one text.
  record Sequence(Place at, List<Expression> parts) implements Expression {}
}
