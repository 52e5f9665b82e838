// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// A configuration that cannot be used. The message is the one that Consul prints.
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String error;

  RefusedException(String error) {
    super(error);
    this.error = error;
  }

  String error() {
    return error;
  }
}
