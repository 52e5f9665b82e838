// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.List;
import java.util.TreeMap;

/// `intention get`: shows one intention, found by its id or by its source and destination.
final class IntentionGetCommand extends ClientCommand {
  IntentionGetCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Show an intention";
  }

  @Override
  String usage() {
    return "intention get [options] SRC DST | ID";
  }

  @Override
  String details() {
    return "Shows the intention between two services, or the one with an id.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.isEmpty() || arguments.size() > 2) {
      throw new Failure("command requires exactly 1 or 2 arguments");
    }
    ApiClient agent = connect(terminal);
    Json intention = find(agent, arguments);
    Columns table =
        new Columns()
            .row("Source:", Intentions.side(intention, "Source"))
            .row("Destination:", Intentions.side(intention, "Destination"))
            .row("Action:", intention.text("Action"))
            .row("ID:", intention.text("ID"));
    if (!intention.text("Description").isEmpty()) {
      table.row("Description:", intention.text("Description"));
    }
    new TreeMap<>(intention.at("Meta").fields())
        .forEach((name, value) -> table.row("Meta[" + name + "]:", value.text()));
    table.row("Created At:", GoTimes.rfc850(intention.text("CreatedAt")));
    terminal.out().print(table.text() + "\n");
    return 0;
  }

  private static Json find(ApiClient agent, List<String> arguments) throws Failure {
    if (arguments.size() == 1) {
      String id = arguments.getFirst();
      Json found = asking("Error reading the intention", () -> Intentions.find(agent, id));
      if (found.isNull()) {
        throw new Failure("Intention not found with ID " + GoQuote.quote(id));
      }
      return found;
    }
    String source = IntentionNames.query(arguments.getFirst());
    String destination = IntentionNames.query(arguments.get(1));
    Json found =
        asking("Error reading the intention", () -> Intentions.find(agent, source, destination));
    if (found.isNull()) {
      throw new Failure(
          "Intention not found with source "
              + GoQuote.quote(source)
              + " and destination "
              + GoQuote.quote(destination));
    }
    return found;
  }
}
