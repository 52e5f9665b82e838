// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiError;

/// Something in the KV store that one process, or a limited number, may hold: a lock or a semaphore. The protocols are those of
/// Consul's Go client, so that both sorts of clients exclude each other.
interface Holding {
  /// Blocks until it is held.
  ///
  /// @param tryMillis how long to try, 0 for ever
  /// @return false when the time was up
  boolean acquire(long tryMillis) throws ApiError, Conflict, InterruptedException;

  /// Blocks until it is lost, or until asking fails more often than allowed.
  void awaitLoss(long retries);

  void release() throws ApiError, Conflict;

  /// Removes what it left in the store, unless another holds it.
  ///
  /// @return false when another does
  boolean cleanUp() throws ApiError, Conflict;

  /// The key is used for something else.
  final class Conflict extends Exception {
    private static final long serialVersionUID = 1L;

    Conflict(String message) {
      super(message, null, false, false);
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }
}
