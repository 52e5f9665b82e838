// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// A configuration that cannot be used. The message is the one that Consul prints.
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
