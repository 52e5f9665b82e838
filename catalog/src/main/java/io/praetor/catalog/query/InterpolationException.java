// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.query;

/// A text with `${…}` that cannot be read or worked out. The message is the one users know.
final class InterpolationException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean syntax;

  private InterpolationException(String text, boolean syntax) {
    super(text, null, false, false);
    this.syntax = syntax;
  }

  /// The text cannot be read.
  static InterpolationException syntax(Expression.Place at, String what) {
    return new InterpolationException("parse error at " + at + ": " + what, true);
  }

  /// It cannot be worked out, at a place that is named.
  static InterpolationException typed(Expression.Place at, String what) {
    return new InterpolationException(
        "At column " + at.column() + ", line " + at.line() + ": " + what, false);
  }

  /// It cannot be worked out.
  static InterpolationException evaluation(String what) {
    return new InterpolationException(what, false);
  }

  boolean isSyntax() {
    return syntax;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
