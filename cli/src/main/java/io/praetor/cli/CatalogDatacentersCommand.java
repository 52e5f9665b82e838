// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import java.util.List;

/// `catalog datacenters`: the datacenters that the servers know, nearest first.
final class CatalogDatacentersCommand extends ClientCommand {
  CatalogDatacentersCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "List all known datacenters";
  }

  @Override
  String usage() {
    return "catalog datacenters [options]";
  }

  @Override
  String details() {
    return "Prints the names of all known datacenters.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    expectNoArguments(arguments);
    ApiClient agent = connect(terminal);
    List<String> names =
        asking(
            "Error listing datacenters",
            () -> agent.get("/v1/catalog/datacenters").fetch().texts());
    names.forEach(name -> terminal.out().print(name + "\n"));
    return 0;
  }
}
