// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;

/// `operator raft transfer-leader`: makes the leader hand over to the named server or to one of its choice.
final class OperatorRaftTransferLeaderCommand extends ClientCommand {
  private final Flag<String> id =
      flags.string("id", "Id of the server to become leader; any voter unless given.");

  OperatorRaftTransferLeaderCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Hand over Raft leadership";
  }

  @Override
  String usage() {
    return "operator raft transfer-leader [options]";
  }

  @Override
  String details() {
    return "Makes the leader hand over to another voter.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    String prefix = "Error transfering leadership: Failed to transfer leadership";
    try {
      Json answer =
          agent
              .post("/v1/operator/raft/transfer-leader")
              .queryUnlessEmpty("id", id.value())
              .fetch();
      if (!answer.at("Success").truth()) {
        throw new Failure(prefix);
      }
    } catch (io.praetor.cli.client.ApiError e) {
      throw new Failure(prefix + " " + e.text());
    }
    terminal.out().print("Success\n");
    return 0;
  }
}
