// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// One token of an HCL text, with the position of its first character.
///
/// @param kind what it is
/// @param line from 1
/// @param column from 1, in characters
/// @param text the token as it stands in the source
record HclToken(Kind kind, int line, int column, String text) {
  /// The names are part of error texts.
  enum Kind {
    EOF,
    COMMENT,
    IDENT,
    NUMBER,
    FLOAT,
    BOOL,
    STRING,
    HEREDOC,
    LBRACK,
    LBRACE,
    COMMA,
    PERIOD,
    RBRACK,
    RBRACE,
    ASSIGN,
    ADD,
    SUB,
    ILLEGAL
  }

  SyntaxException error(String message) {
    return new SyntaxException("At " + line + ":" + column + ": " + message);
  }

  @Override
  public String toString() {
    return line + ":" + column + " " + kind + (kind == Kind.EOF ? "" : " " + text);
  }
}
