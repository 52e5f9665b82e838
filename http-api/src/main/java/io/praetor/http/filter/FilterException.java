// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.filter;

/// A filter expression that cannot be used. The message is what Consul puts behind
/// `Failed to create boolean expression evaluator: `.
public final class FilterException extends Exception {
  private static final long serialVersionUID = 1L;

  FilterException(String message) {
    super(message, null, false, false);
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
