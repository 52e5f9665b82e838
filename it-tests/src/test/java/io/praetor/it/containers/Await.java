// SPDX-License-Identifier: Apache-2.0
package io.praetor.it.containers;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Bounded waiting for what a cluster comes to by itself.
final class Await {
  private static final long STEP_MILLIS = 50;

  /// What is looked at; null as long as it is not as wanted.
  interface Look<T> {
    T now() throws Exception;
  }

  private Await() {}

  /// Looks again and again until there is a value. A look that throws has none yet.
  ///
  /// @param what for the message of the error that ends the waiting
  static <T> T value(String what, Duration limit, Look<T> look) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    Exception last = null;
    do {
      try {
        T value = look.now();
        if (value != null) {
          return value;
        }
        last = null;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception notYet) {
        last = notYet;
      }
      TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
    } while (System.nanoTime() < end);
    throw new AssertionError("not within " + limit.toSeconds() + " s: " + what, last);
  }

  static void until(String what, Duration limit, Look<Boolean> look) throws Exception {
    value(what, limit, () -> Boolean.TRUE.equals(look.now()) ? Boolean.TRUE : null);
  }
}
