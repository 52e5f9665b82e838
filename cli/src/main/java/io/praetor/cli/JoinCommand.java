// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.ApiRequest;
import java.util.List;

/// `join`: makes the agent join others. One address that works is success.
final class JoinCommand extends ClientCommand {
  private final Flag<Boolean> wan =
      flags.bool("wan", "Join the pool of servers of all datacenters.");

  JoinCommand() {
    super(Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Make the agent join a cluster";
  }

  @Override
  String usage() {
    return "join [options] address ...";
  }

  @Override
  String details() {
    return "Makes a running agent join the gossip pool of at least one other agent.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.isEmpty()) {
      terminal.err().print("At least one address to join must be specified.\n\n");
      printHelp(terminal.err());
      return 1;
    }
    ApiClient agent = connect(terminal);
    int joined = 0;
    for (String address : arguments) {
      ApiRequest request = agent.put("/v1/agent/join/" + address);
      try {
        (wan.value() ? request.query("wan", "1") : request).run();
        joined++;
      } catch (ApiError e) {
        terminal.err().print("Error joining address '" + address + "': " + e.text() + "\n");
      }
    }
    if (joined == 0) {
      throw new Failure("Failed to join any nodes.");
    }
    terminal.out().print("Successfully joined cluster by contacting " + joined + " nodes.\n");
    return 0;
  }
}
