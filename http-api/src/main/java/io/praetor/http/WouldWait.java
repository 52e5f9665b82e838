// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

/// Ends the attempt to answer a call on an event loop: the same call is then made on a thread of its
/// own. Never seen outside [HttpApi].
final class WouldWait extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Without a stack trace: it is an answer, not a fault.
  WouldWait() {
    super("answered on a thread of its own", null, false, false);
  }
}
