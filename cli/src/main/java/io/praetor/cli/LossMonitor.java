// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiError;
import java.util.concurrent.TimeUnit;

/// Watches something held until it is lost. Answers of 5xx, and no answer at all, may be a short trouble of the servers and are
/// asked again a few times.
final class LossMonitor {
  static final long LOST = -1;
  private static final long RETRY_MILLIS = 2_000;
  private static final int SERVER_ERROR = 500;

  private LossMonitor() {}

  /// Blocks until the index has passed the given one and returns the new one, or [#LOST].
  @FunctionalInterface
  interface Check {
    long after(long index) throws ApiError;
  }

  static void await(long retries, Check check) {
    long index = 0;
    long left = retries;
    try {
      while (index != LOST) {
        try {
          index = check.after(index);
          left = retries;
        } catch (ApiError e) {
          boolean retryable = e.status() == 0 || e.status() >= SERVER_ERROR;
          if (!retryable || left == 0) {
            return;
          }
          left--;
          index = 0;
          TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
