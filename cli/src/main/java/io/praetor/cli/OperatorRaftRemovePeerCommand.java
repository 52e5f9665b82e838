// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import java.util.List;

/// `operator raft remove-peer`: drops a server from the Raft configuration, by its id or its address.
final class OperatorRaftRemovePeerCommand extends ClientCommand {
  private final Flag<String> address =
      flags.string("address", "Address of the server, as ip:port.");
  private final Flag<String> id = flags.string("id", "Id of the server.");

  OperatorRaftRemovePeerCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Drop a server from the Raft configuration";
  }

  @Override
  String usage() {
    return "operator raft remove-peer [options]";
  }

  @Override
  String details() {
    return "Drops a server that will not come back from the Raft configuration. A server that still runs should\n"
        + "leave instead.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    String prefix = "Error removing peer";
    if (address.value().isEmpty() && id.value().isEmpty()) {
      throw new Failure(prefix + ": an address or id is required for the peer to remove");
    }
    if (!address.value().isEmpty() && !id.value().isEmpty()) {
      throw new Failure(prefix + ": cannot give both an address and id");
    }
    ApiClient agent = connect(terminal);
    boolean byId = address.value().isEmpty();
    String value = byId ? id.value() : address.value();
    telling(
        prefix, agent.delete("/v1/operator/raft/peer").query(byId ? "id" : "address", value)::run);
    terminal.out().print("Removed peer with " + (byId ? "id" : "address") + " \"" + value + "\"\n");
    return 0;
  }
}
