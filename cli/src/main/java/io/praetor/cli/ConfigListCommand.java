// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `config list`: the names of all entries of a kind.
final class ConfigListCommand extends ClientCommand {
  private final Flag<String> kind = flags.string("kind", "Kind of the entries.");
  private final Flag<String> filter =
      flags.string("filter", "Filter expression that the agent applies.");

  ConfigListCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List the config entries of a kind";
  }

  @Override
  String usage() {
    return "config list [options] -kind <config kind>";
  }

  @Override
  String details() {
    return "Prints the names of all config entries of a kind:\n\n    $ consul config list -kind=service-defaults";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (kind.value().isEmpty()) {
      throw new Failure("Must specify the -kind parameter");
    }
    ApiClient agent = connect(terminal);
    ApiRequest request =
        agent.get("/v1/config/" + kind.value()).queryUnlessEmpty("filter", filter.value());
    Json entries =
        asking(
            "Error listing config entries for kind " + GoQuote.quote(kind.value()), request::fetch);
    for (Json entry : entries.items()) {
      String name = entry.text("Name");
      terminal.out().print((name.isEmpty() ? kind.value() : name) + "\n");
    }
    return 0;
  }
}
