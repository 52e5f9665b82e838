// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

/// An answer other than the one a handler was asked for: status and text as the client gets them.
/// Handlers throw it for faults of the request; [HttpApi] turns it into the answer.
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public ApiException(int status, String text) {
    // Expected outcomes of bad input: a stack trace would cost more than the answer.
    super(text, null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  static ApiException badRequest(String text) {
    return new ApiException(400, text);
  }
}
