// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.util.List;

/// `connect ca get-config`: how the certificate authority of the mesh is set up.
final class ConnectCaGetConfigCommand extends ClientCommand {
  ConnectCaGetConfigCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Show the settings of the mesh's certificate authority";
  }

  @Override
  String usage() {
    return "connect ca get-config [options]";
  }

  @Override
  String details() {
    return "Prints the settings of the certificate authority of the service mesh.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    Json config =
        asking("Error querying CA configuration", agent.get("/v1/connect/ca/configuration")::fetch);
    terminal.out().print(JsonWriter.indented(config, "\t") + "\n");
    return 0;
  }
}
