// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.util.List;

/// `version`: the product's version with the level of Consul that it is compatible with. The JSON form reports the level alone,
/// because client test suites and upgrade scripts decide by it.
final class VersionCommand extends Command {
  private static final String JSON_INDENT = "   ";

  private final Flag<String> format =
      flags.string("format", "pretty", "Output format: pretty or json.");

  @Override
  String synopsis() {
    return "Print the version";
  }

  @Override
  String usage() {
    return "version [options]";
  }

  @Override
  String details() {
    return "";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    terminal
        .out()
        .print(
            switch (format.value()) {
              case "pretty" -> pretty();
              case "json" -> JsonWriter.indented(json(), JSON_INDENT) + "\n";
              default -> throw new Failure("Unknown format: " + format.value());
            });
    return 0;
  }

  private static String pretty() {
    return "Praetor v"
        + Release.VERSION
        + " (compatible with Consul v"
        + Release.CONSUL_LEVEL
        + ")\n"
        + "Build Date "
        + Release.BUILD_DATE
        + "\n"
        + "Protocol "
        + Release.PROTOCOL
        + " spoken by default, understands "
        + Release.PROTOCOL_MIN
        + " to "
        + Release.PROTOCOL_MAX
        + "\n";
  }

  private static Json json() {
    return Json.object()
        .put("Version", Release.CONSUL_LEVEL)
        .put("Revision", "")
        .put("Prerelease", "")
        .put("BuildDate", Release.BUILD_DATE)
        .put(
            "RPC",
            Json.object()
                .put("Default", Release.PROTOCOL)
                .put("Min", Release.PROTOCOL_MIN)
                .put("Max", Release.PROTOCOL_MAX)
                .build())
        .build();
  }
}
