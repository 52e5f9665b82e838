// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

/// Bytes that are no DNS message, or names and texts that no DNS message can carry. It is an expected
/// outcome on an open port, so it has no stack trace.
public final class DnsFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  DnsFormatException(String message) {
    super(message, null, false, false);
  }
}
