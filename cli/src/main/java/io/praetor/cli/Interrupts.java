// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// What SIGINT and SIGTERM mean for a command that runs until it is stopped. The JVM turns both into its shutdown sequence;
/// the hooks made here run on threads of that sequence. A command that ends by itself halts the JVM and never runs them.
final class Interrupts {
  private static final long GRACE_SECONDS = 15;

  private Interrupts() {}

  /// Ends the process with code 0 as soon as a signal comes. Consul counts an interrupted stream as success, while the JVM
  /// would report the signal.
  static void exitCleanly(Terminal terminal) {
    beforeExit(
        () -> {
          terminal.flush();
          return false;
        });
  }

  /// Runs an action when a signal comes.
  ///
  /// @param action returns whether the command now ends by itself; it is given some seconds for that
  static void beforeExit(BooleanSupplier action) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> onSignal(action), "interrupt"));
  }

  private static void onSignal(BooleanSupplier action) {
    if (action.getAsBoolean()) {
      try {
        TimeUnit.SECONDS.sleep(GRACE_SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }
}
