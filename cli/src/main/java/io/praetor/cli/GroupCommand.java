// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.io.PrintStream;
import java.util.List;

/// A command that only has sub-commands, such as `kv`. Called by itself it prints its help to standard error and fails.
final class GroupCommand extends Command {
  private static final int NAME_GAP = 4;

  private final String path;
  private final String synopsis;

  GroupCommand(String path, String synopsis) {
    this.path = path;
    this.synopsis = synopsis;
  }

  @Override
  String synopsis() {
    return synopsis;
  }

  @Override
  String usage() {
    return path + " <subcommand> [options] [args]";
  }

  @Override
  String details() {
    return synopsis + ".\n\nRun a subcommand with -h for its options.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) {
    printHelp(terminal.err());
    return 1;
  }

  @Override
  void printHelp(PrintStream to) {
    super.printHelp(to);
    to.print("\nSubcommands:\n" + list(path));
  }

  /// The children of a path, one a line, with their synopses.
  static String list(String path) {
    List<String> names = Verbs.children(path);
    int width = names.stream().mapToInt(String::length).max().orElse(0) + NAME_GAP;
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      Command command = Verbs.command(path.isEmpty() ? name : path + " " + name);
      text.append("    ")
          .append(name)
          .append(" ".repeat(width - name.length()))
          .append(command.synopsis())
          .append('\n');
    }
    return text.toString();
  }
}
