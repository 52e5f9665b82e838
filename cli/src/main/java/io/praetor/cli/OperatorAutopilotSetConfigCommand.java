// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiClient;
import io.praetor.cli.client.ApiResponse;
import io.praetor.cli.client.Json;
import io.praetor.wire.GoDuration;
import java.util.List;

/// `operator autopilot set-config`: changes the given settings. The others are read first and written back together, guarded
/// by the index they were read at.
final class OperatorAutopilotSetConfigCommand extends ClientCommand {
  private final Flag<String> cleanupDeadServers =
      flags.string(
          "cleanup-dead-servers",
          "Whether failed servers are dropped when new ones come: true or false.");
  private final Flag<Long> maxTrailingLogs =
      flags.uint64("max-trailing-logs", "How many log entries a healthy server may lack.");
  private final Flag<Long> minQuorum =
      flags.uint64("min-quorum", "Least number of servers to keep.");
  private final Flag<Long> lastContactThreshold =
      flags.duration(
          "last-contact-threshold",
          0,
          "How long a healthy server may be out of touch with the leader.");
  private final Flag<Long> serverStabilizationTime =
      flags.duration(
          "server-stabilization-time", 0, "How long a new server must be healthy before it votes.");
  private final Flag<String> redundancyZoneTag =
      flags.string("redundancy-zone-tag", "A setting of Consul Enterprise.");
  private final Flag<String> disableUpgradeMigration =
      flags.string("disable-upgrade-migration", "A setting of Consul Enterprise: true or false.");
  private final Flag<String> upgradeVersionTag =
      flags.string("upgrade-version-tag", "A setting of Consul Enterprise.");

  OperatorAutopilotSetConfigCommand() {
    super(Share.SERVER);
  }

  @Override
  String synopsis() {
    return "Change the Autopilot settings";
  }

  @Override
  String usage() {
    return "operator autopilot set-config [options]";
  }

  @Override
  String details() {
    return "Changes the given settings of Autopilot and keeps the others.";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    ApiClient agent = connect(terminal);
    String path = "/v1/operator/autopilot/configuration";
    Json before = asking("Error querying Autopilot configuration", agent.get(path)::fetch);
    Json after = changed(before);
    String answer =
        asking(
            "Error setting Autopilot configuration",
            () -> {
              try (ApiResponse response =
                  agent
                      .put(path)
                      .query("cas", before.at("ModifyIndex").literal())
                      .json(after)
                      .send()
                      .expectOk()) {
                return response.text();
              }
            });
    if (!answer.contains("true")) {
      throw new Failure("Configuration could not be atomically updated, please try again");
    }
    terminal.out().print("Configuration updated!\n");
    return 0;
  }

  private Json changed(Json before) {
    Json.Builder after = Json.object();
    before.fields().forEach(after::put);
    putBool(after, "CleanupDeadServers", cleanupDeadServers);
    putNumber(after, "MaxTrailingLogs", maxTrailingLogs);
    putNumber(after, "MinQuorum", minQuorum);
    putDuration(after, "LastContactThreshold", lastContactThreshold);
    putDuration(after, "ServerStabilizationTime", serverStabilizationTime);
    putBool(after, "DisableUpgradeMigration", disableUpgradeMigration);
    if (redundancyZoneTag.given()) {
      after.put("RedundancyZoneTag", redundancyZoneTag.value());
    }
    if (upgradeVersionTag.given()) {
      after.put("UpgradeVersionTag", upgradeVersionTag.value());
    }
    return after.build();
  }

  private static void putBool(Json.Builder to, String name, Flag<String> flag) {
    GoText.bool(flag.value()).ifPresent(value -> to.put(name, value.booleanValue()));
  }

  private static void putNumber(Json.Builder to, String name, Flag<Long> flag) {
    if (flag.given()) {
      to.put(name, flag.value());
    }
  }

  private static void putDuration(Json.Builder to, String name, Flag<Long> flag) {
    if (flag.given()) {
      to.put(name, GoDuration.format(flag.value()));
    }
  }
}
