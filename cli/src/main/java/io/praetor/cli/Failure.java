// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

/// Ends a command: the text goes to standard error (an empty one prints nothing) and the code becomes the exit code.
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  Failure(String message) {
    this(message, 1);
  }

  Failure(String message, int exitCode) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  int exitCode() {
    return exitCode;
  }
}
