// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoQuote;
import java.util.List;

/// `operator autopilot get-config`: the settings that care for the set of servers.
final class OperatorAutopilotGetConfigCommand extends ClientCommand {
  OperatorAutopilotGetConfigCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Show the Autopilot settings";
  }

  @Override
  String usage() {
    return "operator autopilot get-config [options]";
  }

  @Override
  String details() {
    return "Prints the settings of Autopilot, which cares for the set of servers.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    Json config =
        asking(
            "Error querying Autopilot configuration",
            agent.get("/v1/operator/autopilot/configuration")::fetch);
    terminal
        .out()
        .print(
            "CleanupDeadServers = "
                + config.at("CleanupDeadServers").truth()
                + "\nLastContactThreshold = "
                + config.text("LastContactThreshold")
                + "\nMaxTrailingLogs = "
                + config.at("MaxTrailingLogs").literal()
                + "\nMinQuorum = "
                + config.at("MinQuorum").literal()
                + "\nServerStabilizationTime = "
                + config.text("ServerStabilizationTime")
                + "\nRedundancyZoneTag = "
                + GoQuote.quote(config.text("RedundancyZoneTag"))
                + "\nDisableUpgradeMigration = "
                + config.at("DisableUpgradeMigration").truth()
                + "\nUpgradeVersionTag = "
                + GoQuote.quote(config.text("UpgradeVersionTag"))
                + "\n");
    return 0;
  }
}
