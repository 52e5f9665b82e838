// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;
import java.util.TreeMap;

/// `info`: the counters of the agent, by section.
final class InfoCommand extends ClientCommand {
  @Override
  String synopsis() {
    return "Show the runtime statistics of an agent";
  }

  @Override
  String usage() {
    return "info [options]";
  }

  @Override
  String details() {
    return "Prints what an agent counts about itself, for operators who look for a fault.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    Json self = asking("Error querying agent", () -> agent.get("/v1/agent/self").fetch());
    if (self.at("Stats").fields().isEmpty()) {
      throw new Failure("Agent response contained no stats");
    }
    new TreeMap<>(self.at("Stats").fields())
        .forEach(
            (section, values) -> {
              terminal.out().print(section + ":\n");
              new TreeMap<>(values.fields())
                  .forEach(
                      (name, value) ->
                          terminal.out().print("\t" + name + " = " + value.text() + "\n"));
            });
    return 0;
  }
}
