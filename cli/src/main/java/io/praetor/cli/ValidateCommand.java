// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.config.AgentFlags;
import io.praetor.config.ConfigLoader;
import io.praetor.config.LoadResult;
import java.util.List;

/// `validate`: loads configuration files and folders as an agent would, without running one. Warnings go to standard error.
final class ValidateCommand extends Command {
  private final Flag<String> format =
      flags.string("config-format", "Format of the files, whatever their names: hcl or json.");
  private final Flag<Boolean> quiet =
      flags.bool("quiet", "Print nothing when the files are valid.");

  @Override
  String synopsis() {
    return "Check configuration files and folders";
  }

  @Override
  String usage() {
    return "validate [options] FILE_OR_DIRECTORY...";
  }

  @Override
  String details() {
    return "Checks that an agent could start with these files, taken together in the order given:\n\n    $ consul validate /etc/consul.d";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.isEmpty()) {
      throw new Failure("Must specify at least one config file or directory");
    }
    if (!List.of("", "hcl", "json").contains(format.value())) {
      throw new Failure("-config-format must be either 'hcl' or 'json");
    }
    AgentFlags paths = AgentFlags.ofPaths(arguments, format.value());
    return switch (ConfigLoader.load(AgentProcess.sources(paths))) {
      case LoadResult.Refused(String error) ->
          throw new Failure("Config validation failed: " + error);
      case LoadResult.Loaded(var config, List<String> warnings) -> {
        if (!quiet.value()) {
          warnings.forEach(warning -> terminal.err().print(warning + "\n"));
          terminal.out().print("Configuration is valid!\n");
        }
        yield 0;
      }
    };
  }
}
