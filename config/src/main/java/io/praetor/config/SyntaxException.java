// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// A text that is not HCL or not JSON. The message is the one that Consul prints for it.
public final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  SyntaxException(String message) {
    super(message);
  }
}
