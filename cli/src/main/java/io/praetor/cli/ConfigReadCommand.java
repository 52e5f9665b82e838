// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.util.List;

/// `config read`: prints one config entry, without the hash that only servers use.
final class ConfigReadCommand extends ClientCommand {
  private final Flag<String> kind = flags.string("kind", "Kind of the entry.");
  private final Flag<String> name = flags.string("name", "Name of the entry.");

  ConfigReadCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Print a config entry";
  }

  @Override
  String usage() {
    return "config read [options] -kind <config kind> -name <config name>";
  }

  @Override
  String details() {
    return "Prints a config entry as JSON:\n\n    $ consul config read -kind=service-defaults -name=web";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (kind.value().isEmpty()) {
      throw new Failure("Must specify the -kind parameter");
    }
    if (name.value().isEmpty()) {
      throw new Failure("Must specify the -name parameter");
    }
    ApiClient agent = connect(terminal);
    String which = kind.value() + "/" + name.value();
    Json entry =
        asking("Error reading config entry " + which, agent.get("/v1/config/" + which)::fetch);
    Json.Builder shown = Json.object();
    entry
        .fields()
        .forEach(
            (field, value) -> {
              if (!field.equals("Hash")) {
                shown.put(field, value);
              }
            });
    terminal.out().print(JsonWriter.indented(shown.build(), "    ") + "\n");
    return 0;
  }
}
