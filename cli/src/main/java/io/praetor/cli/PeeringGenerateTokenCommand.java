// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonWriter;
import java.util.List;
import java.util.Map;

/// `peering generate-token`: makes the token with which another cluster connects to this one.
final class PeeringGenerateTokenCommand extends ClientCommand {
  private final Flag<String> addresses =
      flags.string(
          "server-external-addresses",
          "Addresses for the token, as host:port, separated by commas.");
  private final Flag<String> format =
      flags.string("format", "pretty", "Output format: pretty or json.");
  private final Flag<Map<String, String>> meta =
      flags.pairs("meta", "Metadata; may be given several times.");
  private final Flag<String> name = flags.string("name", "Name for the other cluster.");

  PeeringGenerateTokenCommand() {
    super(Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Make a token for another cluster";
  }

  @Override
  String usage() {
    return "peering generate-token [options] -name <peer name>";
  }

  @Override
  String details() {
    return "Prints a token that the other cluster uses with peering establish. It is a secret.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    Peerings.requireName(name);
    boolean json = Peerings.json(format);
    List<String> external =
        addresses.value().isEmpty() ? List.of() : List.of(addresses.value().split(","));
    Json request =
        Json.object()
            .put("PeerName", name.value())
            .putUnlessEmpty("Meta", meta.value())
            .putUnlessEmpty("ServerExternalAddresses", external)
            .build();
    ApiClient agent = connect(terminal);
    Json answer =
        asking(
            "Error generating peering token for " + name.value(),
            agent.post("/v1/peering/token").json(request)::fetch);
    terminal
        .out()
        .print((json ? JsonWriter.indented(answer, "    ") : answer.text("PeeringToken")) + "\n");
    return 0;
  }
}
