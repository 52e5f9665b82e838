// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonReader;
import java.util.List;

/// `connect ca set-config`: replaces the settings of the mesh's certificate authority by those of a file.
final class ConnectCaSetConfigCommand extends ClientCommand {
  private final Flag<String> configFile =
      flags.string("config-file", "JSON file with the new settings.");
  private final Flag<Boolean> force =
      flags.bool(
          "force-without-cross-signing",
          "Change the root even if the old one cannot sign the new one.");

  ConnectCaSetConfigCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Change the settings of the mesh's certificate authority";
  }

  @Override
  String usage() {
    return "connect ca set-config [options]";
  }

  @Override
  String details() {
    return "Replaces the settings of the certificate authority of the service mesh.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (configFile.value().isEmpty()) {
      throw new Failure("The -config-file flag is required");
    }
    byte[] text;
    try {
      text = InputFiles.bytes(terminal, configFile.value());
    } catch (Failure e) {
      throw new Failure("Error reading config file: " + e.text());
    }
    Json.Builder config = Json.object();
    try {
      JsonReader.read(text).fields().forEach(config::put);
    } catch (JsonReader.SyntaxError e) {
      throw new Failure("Error parsing config file: " + e.text());
    }
    if (force.value()) {
      config.put("ForceWithoutCrossSigning", true);
    }
    ApiClient agent = connect(terminal);
    telling(
        "Error setting CA configuration",
        agent.put("/v1/connect/ca/configuration").json(config.build())::run);
    terminal.out().print("Configuration updated!\n");
    return 0;
  }
}
