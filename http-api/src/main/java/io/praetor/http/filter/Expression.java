// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.filter;

import java.util.List;

/// A parsed filter, before anyone knows which records it is for.
sealed interface Expression {
  /// True when every part is; evaluated from the left.
  record And(List<Expression> parts) implements Expression {}

  /// True when one part is; evaluated from the left.
  record Or(List<Expression> parts) implements Expression {}

  record Not(Expression operand) implements Expression {}

  /// One comparison. The value is empty for the operators that take none.
  record Match(List<String> selector, Operator operator, String value) implements Expression {}

  /// The comparisons, with the names that error texts use.
  enum Operator {
    EQUAL("Equal", false),
    NOT_EQUAL("Not Equal", true),
    IN("In", false),
    NOT_IN("Not In", true),
    IS_EMPTY("Is Empty", false),
    IS_NOT_EMPTY("Is Not Empty", true),
    MATCHES("Matches", false),
    NOT_MATCHES("Not Matches", true);

    final String title;
    final boolean negated;

    Operator(String title, boolean negated) {
      this.title = title;
      this.negated = negated;
    }

    /// The comparison without its negation.
    Operator positive() {
      return switch (this) {
        case EQUAL, NOT_EQUAL -> EQUAL;
        case IN, NOT_IN -> IN;
        case IS_EMPTY, IS_NOT_EMPTY -> IS_EMPTY;
        case MATCHES, NOT_MATCHES -> MATCHES;
      };
    }

    /// What the comparison says about a map that lacks the selected key. A missing key is in no
    /// list and equal to nothing; that it "matches" any pattern is what Consul does.
    boolean ofMissingKey() {
      return switch (this) {
        case EQUAL, IN, IS_NOT_EMPTY -> false;
        case NOT_EQUAL, NOT_IN, IS_EMPTY, MATCHES, NOT_MATCHES -> true;
      };
    }
  }
}
