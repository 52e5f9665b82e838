// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;
import java.util.Map;

/// `peering establish`: connects to the cluster that a token came from.
final class PeeringEstablishCommand extends ClientCommand {
  private final Flag<Map<String, String>> meta =
      flags.pairs("meta", "Metadata; may be given several times.");
  private final Flag<String> name = flags.string("name", "Name for the other cluster.");
  private final Flag<String> token =
      flags.string("peering-token", "Token that the other cluster made.");

  PeeringEstablishCommand() {
    super(Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Use a token of another cluster";
  }

  @Override
  String usage() {
    return "peering establish [options] -name <peer name> -peering-token <token>";
  }

  @Override
  String details() {
    return "Connects this cluster to the one whose token is given.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    Peerings.requireName(name);
    if (token.value().isEmpty()) {
      throw new Failure("Missing the required -peering-token flag");
    }
    ApiClient agent = connect(terminal);
    Json request =
        Json.object()
            .put("PeerName", name.value())
            .put("PeeringToken", token.value())
            .putUnlessEmpty("Meta", meta.value())
            .build();
    telling(
        "Error establishing peering for " + name.value(),
        agent.post("/v1/peering/establish").json(request)::run);
    terminal.out().print("Successfully established peering connection with " + name.value() + "\n");
    return 0;
  }
}
