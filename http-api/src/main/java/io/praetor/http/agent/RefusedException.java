// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.agent;

/// The caller asked for something that cannot be done; the message is the body of the answer.
public final class RefusedException extends RuntimeException {
  private final int status;

  public RefusedException(int status, String text) {
    // An answer to the caller, not a fault of the program: no stack trace.
    super(text, null, false, false);
    this.status = status;
  }

  /// The HTTP status of the answer.
  public int status() {
    return status;
  }

  /// The body of the answer.
  public String text() {
    return String.valueOf(getMessage());
  }
}
