// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// `peering list`: all peerings with their state.
final class PeeringListCommand extends ClientCommand {
  private final Flag<String> format =
      flags.string("format", "pretty", "Output format: pretty or json.");

  PeeringListCommand() {
    super(Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List all peerings";
  }

  @Override
  String usage() {
    return "peering list [options]";
  }

  @Override
  String details() {
    return "Lists the clusters that this one is connected to.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    boolean json = Peerings.json(format);
    ApiClient agent = connect(terminal);
    Json peerings = asking("Error listing peerings", agent.get("/v1/peerings")::fetch);
    if (json) {
      terminal.out().print(JsonWriter.indented(new Json.Arr(peerings.items()), "    ") + "\n");
      return 0;
    }
    if (peerings.items().isEmpty()) {
      terminal.out().print("There are no peering connections.\n");
      return 0;
    }
    List<Json> sorted = new ArrayList<>(peerings.items());
    sorted.sort(Comparator.comparing(peering -> peering.text("Name")));
    Columns table = new Columns().row("Name", "State", "Imported Svcs", "Exported Svcs", "Meta");
    for (Json peering : sorted) {
      List<String> pairs = new ArrayList<>();
      new TreeMap<>(peering.at("Meta").fields())
          .forEach((key, value) -> pairs.add(key + "=" + value.text()));
      table.row(
          peering.text("Name"),
          peering.text("State"),
          Peerings.count(peering, "ImportedServices"),
          Peerings.count(peering, "ExportedServices"),
          String.join(",", pairs));
    }
    terminal.out().print(table.text() + "\n");
    return 0;
  }
}
