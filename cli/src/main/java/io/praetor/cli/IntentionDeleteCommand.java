// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiRequest;
import io.praetor.cli.client.ApiResponse;
import java.util.List;

/// `intention delete`: removes an intention by its id or by its source and destination.
final class IntentionDeleteCommand extends ClientCommand {
  IntentionDeleteCommand() {
    super(Share.SERVER, Share.NAMESPACE, Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Delete an intention";
  }

  @Override
  String usage() {
    return "intention delete [options] SRC DST | ID";
  }

  @Override
  String details() {
    return "Deletes the intention between two services, or the one with an id.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    ApiRequest request =
        switch (arguments.size()) {
          case 1 -> agent.delete("/v1/connect/intentions/" + arguments.getFirst());
          case 2 ->
              agent
                  .delete("/v1/connect/intentions/exact")
                  .query("source", IntentionNames.query(arguments.getFirst()))
                  .query("destination", IntentionNames.query(arguments.get(1)));
          default -> throw new Failure("command requires exactly 1 or 2 arguments");
        };
    try (ApiResponse response = request.send()) {
      if (response.status() != 204) {
        response.expectOk();
      }
    } catch (ApiError e) {
      throw new Failure("Error deleting the intention: " + e.text());
    }
    terminal.out().print("Intention deleted.\n");
    return 0;
  }
}
