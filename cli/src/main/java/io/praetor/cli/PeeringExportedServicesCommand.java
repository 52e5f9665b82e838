// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.util.List;

/// `peering exported-services`: the services that a peer may use.
final class PeeringExportedServicesCommand extends ClientCommand {
  private final Flag<String> format =
      flags.string("format", "pretty", "Output format: pretty or json.");
  private final Flag<String> name = flags.string("name", "Name of the peering.");

  PeeringExportedServicesCommand() {
    super(Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List the services exported to a peer";
  }

  @Override
  String usage() {
    return "peering exported-services [options] -name <peer name>";
  }

  @Override
  String details() {
    return "Lists the services that a peer may use.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    Peerings.requireName(name);
    boolean json = Peerings.json(format);
    Json peering = Peerings.read(connect(terminal), name.value());
    Json services = peering.at("StreamStatus").at("ExportedServices");
    if (json) {
      terminal.out().print(JsonWriter.indented(new Json.Arr(services.items()), "    ") + "\n");
    } else {
      terminal.out().print(String.join("\n", services.texts()) + "\n");
    }
    return 0;
  }
}
