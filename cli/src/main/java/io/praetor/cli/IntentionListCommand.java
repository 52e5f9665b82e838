// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;

/// `intention list`: all intentions with what they allow.
final class IntentionListCommand extends ClientCommand {
  IntentionListCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "List all intentions";
  }

  @Override
  String usage() {
    return "intention list [options]";
  }

  @Override
  String details() {
    return "Lists all intentions.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    List<Json> intentions =
        asking("Failed to retrieve the intentions list", agent.get("/v1/connect/intentions")::fetch)
            .items();
    if (intentions.isEmpty()) {
      throw new Failure("There are no intentions.");
    }
    Columns table = new Columns().row("ID", "Source", "Action", "Destination", "Precedence");
    for (Json intention : intentions) {
      int permissions = intention.at("Permissions").items().size();
      table.row(
          intention.text("ID"),
          Intentions.side(intention, "Source"),
          permissions == 0 ? intention.text("Action") : permissions + " permissions",
          Intentions.side(intention, "Destination"),
          intention.at("Precedence").literal());
    }
    terminal.out().print(table.text() + "\n");
    return 0;
  }
}
