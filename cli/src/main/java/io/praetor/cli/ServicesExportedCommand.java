// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.util.List;

/// `services exported-services`: which service is exported to whom, as the exported-services entry resolves.
final class ServicesExportedCommand extends ClientCommand {
  private final Flag<String> format =
      flags.string("format", "pretty", "Output format: pretty or json.");
  private final Flag<String> filter =
      flags.string("filter", "Filter expression that the agent applies.");

  ServicesExportedCommand() {
    super(Share.SERVER, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List exported services";
  }

  @Override
  String usage() {
    return "services exported-services [options]";
  }

  @Override
  String details() {
    return "Lists the exported services and who may use each.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (!format.value().equals("pretty") && !format.value().equals("json")) {
      throw new Failure("Invalid format, valid formats are {pretty|json}");
    }
    ApiClient agent = connect(terminal);
    ApiRequest request =
        agent.get("/v1/exported-services").queryUnlessEmpty("filter", filter.value());
    Json services = asking("Error listing exported services", request::fetch);
    if (services.items().isEmpty()) {
      terminal.out().print("No exported services found\n");
      return 0;
    }
    if (format.value().equals("json")) {
      terminal.out().print(JsonWriter.indented(services, "    ") + "\n");
      return 0;
    }
    Columns table = new Columns().row("Service", "Consumer Peers");
    for (Json service : services.items()) {
      table.row(
          service.text("Service"), String.join(", ", service.at("Consumers").at("Peers").texts()));
    }
    terminal.out().print(table.text() + "\n");
    return 0;
  }
}
