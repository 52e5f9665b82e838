// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

/// The certificate authority refuses a request or a configuration. The message is Consul's text.
public final class InvalidRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidRequestException(String text) {
    // Expected outcomes of bad input: a stack trace would cost more than the answer.
    super(text, null, false, false);
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
