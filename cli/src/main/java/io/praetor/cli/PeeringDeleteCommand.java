// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import java.util.List;

/// `peering delete`: starts the removal of a peering, which goes on in the background.
final class PeeringDeleteCommand extends ClientCommand {
  private final Flag<String> name = flags.string("name", "Name of the peering.");

  PeeringDeleteCommand() {
    super(Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Delete a peering";
  }

  @Override
  String usage() {
    return "peering delete [options] -name <peer name>";
  }

  @Override
  String details() {
    return "Deletes a peering and the services that were imported through it.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    Peerings.requireName(name);
    ApiClient agent = connect(terminal);
    telling(
        "Error deleting peering for " + name.value(),
        agent.delete("/v1/peering/" + name.value())::run);
    terminal
        .out()
        .print("Successfully submitted peering connection, " + name.value() + ", for deletion\n");
    return 0;
  }
}
