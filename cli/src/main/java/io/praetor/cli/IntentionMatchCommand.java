// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.Json;
import java.util.List;

/// `intention match`: the intentions that count for a service, in the order in which they are tried.
final class IntentionMatchCommand extends ClientCommand {
  private final Flag<Boolean> destination =
      flags.bool("destination", "Match the service as a destination; the default.");
  private final Flag<Boolean> source = flags.bool("source", "Match the service as a source.");

  IntentionMatchCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Show the intentions that match a service";
  }

  @Override
  String usage() {
    return "intention match [options] SRC|DST";
  }

  @Override
  String details() {
    return "Shows the intentions that count for connections to or from a service, best match first.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.size() != 1) {
      throw new Failure("Error: command requires exactly one argument: src or dst");
    }
    if (source.value() && destination.value()) {
      throw new Failure("Error: only one of -source or -destination may be specified");
    }
    ApiClient agent = connect(terminal);
    String name = IntentionNames.query(arguments.getFirst());
    ApiRequest request =
        agent
            .get("/v1/connect/intentions/match")
            .query("by", source.value() ? "source" : "destination")
            .query("name", name);
    Json matches = asking("Error matching the connection", request::fetch);
    for (Json intention : matches.at(name).items()) {
      terminal.out().print(Intentions.shown(intention) + "\n");
    }
    return 0;
  }
}
