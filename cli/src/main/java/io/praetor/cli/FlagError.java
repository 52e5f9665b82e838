// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

/// An argument that breaks the rules of flags, with the text that Go's flag package prints for it.
final class FlagError extends Exception {
  private static final long serialVersionUID = 1L;

  FlagError(String message) {
    super(message, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
