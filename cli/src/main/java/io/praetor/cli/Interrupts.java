// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

/// What SIGINT and SIGTERM mean for a command that runs until it is stopped. The JVM turns both into its shutdown sequence;
/// the hook made here runs on a thread of that sequence.
final class Interrupts {
  private Interrupts() {}

  /// Ends the process with code 0 as soon as a signal comes. Consul counts an interrupted stream as success, while the JVM
  /// would report the signal.
  static void exitCleanly(Terminal terminal) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  terminal.flush();
                  Runtime.getRuntime().halt(0);
                },
                "interrupt"));
  }
}
