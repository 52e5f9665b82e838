// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.io.PrintStream;
import java.util.List;

/// One command of the command line: its flags, its help and what it does. An object serves one run on one thread.
abstract class Command {
  /// The name in usage and help texts, as Consul's own scripts and operators know it.
  static final String PROGRAM = "consul";

  protected final Flags flags = new Flags();

  /// One line for the list of the command's parent.
  abstract String synopsis();

  /// What follows the program's name in the usage line.
  abstract String usage();

  /// The paragraphs between the usage line and the flags.
  abstract String details();

  /// Does the work and returns the exit code.
  ///
  /// @param arguments what is left after the flags
  abstract int run(Terminal terminal, List<String> arguments) throws Failure;

  void printHelp(PrintStream to) {
    to.print("Usage: " + PROGRAM + " " + usage() + "\n");
    if (!details().isEmpty()) {
      to.print("\n" + details().strip().indent(2));
    }
    flags.printHelp(to);
  }

  static void expectNoArguments(List<String> arguments) throws Failure {
    if (!arguments.isEmpty()) {
      throw new Failure("Too many arguments (expected 0, got " + arguments.size() + ")");
    }
  }
}
