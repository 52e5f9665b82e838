// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import java.util.List;

/// `operator raft list-peers`: the servers in the Raft configuration and how far each trails the leader.
final class OperatorRaftListPeersCommand extends ClientCommand {
  OperatorRaftListPeersCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Show the Raft configuration";
  }

  @Override
  String usage() {
    return "operator raft list-peers [options]";
  }

  @Override
  String details() {
    return "Lists the servers of the Raft configuration.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    List<Json> servers =
        asking(
                "Error getting peers: Failed to retrieve raft configuration",
                agent.get("/v1/operator/raft/configuration")::fetch)
            .at("Servers")
            .items();
    terminal.out().print(table(servers) + "\n");
    return 0;
  }

  /// The servers of `/v1/operator/raft/configuration`, one a line.
  static String table(List<Json> servers) {
    long leaderIndex = 0;
    for (Json server : servers) {
      if (server.at("Leader").truth()) {
        leaderIndex = server.at("LastIndex").number();
      }
    }
    Columns table = new Columns();
    table.row(
        "Node",
        "ID",
        "Address",
        "State",
        "Voter",
        "RaftProtocol",
        "Commit Index",
        "Trails Leader By");
    for (Json server : servers) {
      boolean leader = server.at("Leader").truth();
      long behind = leaderIndex - server.at("LastIndex").number();
      table.row(
          server.text("Node"),
          server.text("ID"),
          server.text("Address"),
          leader ? "leader" : "follower",
          Boolean.toString(server.at("Voter").truth()),
          server.text("ProtocolVersion").isEmpty() ? "<=1" : server.text("ProtocolVersion"),
          server.at("LastIndex").literal(),
          leader ? "-" : behind + (behind == 1 ? " commit" : " commits"));
    }
    return table.text();
  }
}
