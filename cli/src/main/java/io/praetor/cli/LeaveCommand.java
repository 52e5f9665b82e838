// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import java.util.List;

/// `leave`: makes the agent leave the cluster and stop.
final class LeaveCommand extends ClientCommand {
  @Override
  String synopsis() {
    return "Make the agent leave the cluster and stop";
  }

  @Override
  String usage() {
    return "leave [options]";
  }

  @Override
  String details() {
    return "Makes a running agent leave its cluster in good order and then stop.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (!arguments.isEmpty()) {
      throw new Failure("Error parsing args: Expected no arguments, got " + arguments.size());
    }
    ApiClient agent = connect(terminal);
    telling("Error leaving", agent.put("/v1/agent/leave")::run);
    terminal.out().print("Graceful leave complete\n");
    return 0;
  }
}
