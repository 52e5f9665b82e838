// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.List;
import java.util.Set;

/// Finds the command that the arguments name, reads its flags and runs it. Exit codes and the stream that a text goes to are
/// Consul's: help on standard output with 0, a wrong flag or a failed command on standard error with 1, and 127 when no
/// command is named.
final class Cli {
  static final int NO_COMMAND = 127;

  private static final Set<String> COMPLETION_FLAGS =
      Set.of(
          "-autocomplete-install",
          "--autocomplete-install",
          "-autocomplete-uninstall",
          "--autocomplete-uninstall");

  private final Terminal terminal;

  Cli(Terminal terminal) {
    this.terminal = terminal;
  }

  int run(List<String> arguments) {
    if (!arguments.isEmpty() && isVersionFlag(arguments.getFirst())) {
      return runCommand(new VersionCommand(), List.of());
    }
    if (!arguments.isEmpty() && COMPLETION_FLAGS.contains(arguments.getFirst())) {
      terminal
          .err()
          .print(
              arguments.getFirst()
                  + " is not supported: this program completes no command lines\n");
      return 1;
    }
    String path = Verbs.longestPath(arguments);
    if (path.isEmpty()) {
      boolean help = asksForHelp(arguments);
      (help ? terminal.out() : terminal.err())
          .print(
              "Usage: "
                  + Command.PROGRAM
                  + " [--version] [--help] <command> [<args>]\n\nAvailable commands are:\n"
                  + GroupCommand.list("")
                  + "\n");
      return help ? 0 : NO_COMMAND;
    }
    Command command = Verbs.command(path);
    List<String> rest = arguments.subList(path.split(" ").length, arguments.size());
    if (asksForHelp(rest)) {
      command.printHelp(terminal.out());
      return 0;
    }
    return runCommand(command, rest);
  }

  private int runCommand(Command command, List<String> arguments) {
    try {
      boolean isGroup = command instanceof GroupCommand;
      return command.run(terminal, isGroup ? arguments : command.flags.parse(arguments));
    } catch (FlagError e) {
      terminal.err().print(e.text() + "\nUsage:\n");
      command.flags.printDefaults(terminal.err());
      return 1;
    } catch (Failure e) {
      if (!e.text().isEmpty()) {
        terminal.err().print(e.text() + "\n");
      }
      return e.exitCode();
    }
  }

  private static boolean isVersionFlag(String argument) {
    return argument.equals("-v") || argument.equals("-version") || argument.equals("--version");
  }

  private static boolean asksForHelp(List<String> arguments) {
    for (String argument : arguments) {
      if (argument.equals("--")) {
        return false;
      }
      if (argument.equals("-h") || argument.equals("-help") || argument.equals("--help")) {
        return true;
      }
    }
    return false;
  }
}
