// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

/// A request to the agent failed: it was not reached, or it answered with an error. The text is what Go's client prints.
public final class ApiError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  ApiError(String message) {
    this(message, 0);
  }

  ApiError(String message, int status) {
    super(message, null, false, false);
    this.status = status;
  }

  /// What failed.
  public String text() {
    return String.valueOf(getMessage());
  }

  /// The HTTP status of the answer, 0 when there was none.
  public int status() {
    return status;
  }
}
