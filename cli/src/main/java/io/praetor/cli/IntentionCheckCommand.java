// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiRequest;
import java.util.List;

/// `intention check`: whether a source may open a connection to a destination. Denied is exit code 1.
final class IntentionCheckCommand extends ClientCommand {
  private static final int WRONG_USE = 2;

  IntentionCheckCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Check whether a connection is allowed";
  }

  @Override
  String usage() {
    return "intention check [options] SRC DST";
  }

  @Override
  String details() {
    return "Tells whether a service may open a connection to another. Denied is a failure:\n\n    $ consul intention check web db";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.size() != 2) {
      throw new Failure("Error: command requires exactly two arguments: src and dst", WRONG_USE);
    }
    ApiClient agent = connect(terminal);
    ApiRequest request =
        agent
            .get("/v1/connect/intentions/check")
            .query("source", IntentionNames.query(arguments.getFirst()))
            .query("destination", IntentionNames.query(arguments.get(1)))
            .query("source-type", "consul");
    boolean allowed;
    try {
      allowed = request.fetch().at("Allowed").truth();
    } catch (ApiError e) {
      throw new Failure("Error checking the connection: " + e.text(), WRONG_USE);
    }
    terminal.out().print(allowed ? "Allowed\n" : "Denied\n");
    return allowed ? 0 : 1;
  }
}
