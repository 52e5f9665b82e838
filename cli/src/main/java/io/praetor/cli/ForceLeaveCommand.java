// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiRequest;
import java.util.List;

/// `force-leave`: moves a failed member to left, so that the cluster stops waiting for it.
final class ForceLeaveCommand extends ClientCommand {
  private final Flag<Boolean> prune =
      flags.bool("prune", "Also drop the member from the list of members.");
  private final Flag<Boolean> wan =
      flags.bool("wan", "Act on the pool of servers of all datacenters.");

  ForceLeaveCommand() {
    super(Share.PARTITION);
  }

  @Override
  String synopsis() {
    return "Move a failed member to the \"left\" state";
  }

  @Override
  String usage() {
    return "force-leave [options] name";
  }

  @Override
  String details() {
    return "Marks a member that will not come back as left. A member that still runs joins again.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    if (arguments.size() != 1) {
      terminal.err().print("A single node name must be specified to force leave.\n\n");
      printHelp(terminal.err());
      return 1;
    }
    ApiClient agent = connect(terminal);
    ApiRequest request = agent.put("/v1/agent/force-leave/" + arguments.getFirst());
    if (prune.value()) {
      request.query("prune", "1");
    }
    if (wan.value()) {
      request.query("wan", "1");
    }
    telling("Error force leaving", request::run);
    return 0;
  }
}
