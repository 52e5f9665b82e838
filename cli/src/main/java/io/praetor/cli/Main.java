// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.List;

/// The entry point of the program. Runs on the main thread and ends the process with the command's exit code,
/// without the JVM's shutdown hooks: those belong to signals (see [Interrupts]).
public final class Main {
  private Main() {}

  /// Runs the command that the arguments name.
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess();
    int exitCode = new Cli(terminal).run(List.of(arguments));
    terminal.flush();
    Runtime.getRuntime().halt(exitCode);
  }
}
