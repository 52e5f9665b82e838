// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.util.List;

/// `services imported-services`: which services come from which peer.
final class ServicesImportedCommand extends ClientCommand {
  private final Flag<String> format =
      flags.string("format", "pretty", "Output format: pretty or json.");
  private final Flag<String> filter =
      flags.string("filter", "Filter expression that the agent applies.");

  ServicesImportedCommand() {
    super(Share.SERVER, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List imported services";
  }

  @Override
  String usage() {
    return "services imported-services [options]";
  }

  @Override
  String details() {
    return "Lists the services that peers export to this cluster.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (!format.value().equals("pretty") && !format.value().equals("json")) {
      throw new Failure("Invalid format, valid formats are {pretty|json}");
    }
    ApiClient agent = connect(terminal);
    ApiRequest request =
        agent.get("/v1/imported-services").queryUnlessEmpty("filter", filter.value());
    Json services = asking("Error listing imported services", request::fetch);
    if (services.items().isEmpty()) {
      terminal.out().print("No imported services found\n");
      return 0;
    }
    if (format.value().equals("json")) {
      terminal.out().print(JsonWriter.indented(services, "    ") + "\n");
      return 0;
    }
    Columns table = new Columns().row("Service", "Source Peer");
    for (Json service : services.items()) {
      table.row(service.text("Service"), service.text("SourcePeer"));
    }
    terminal.out().print(table.text() + "\n");
    return 0;
  }
}
