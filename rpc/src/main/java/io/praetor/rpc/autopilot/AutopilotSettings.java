// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.autopilot;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.DURATION_TEXT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.Struct;
import java.time.Duration;

/// What the operator wants (Consul's AutopilotConfig), replicated and in snapshots. In JSON members
/// that are not given have the defaults.
///
/// @param cleanupDeadServers whether failed servers are removed
/// @param lastContactThreshold a server without contact for longer is unhealthy
/// @param maxTrailingLogs a server further behind is unhealthy
/// @param minQuorum clean-up never leaves fewer servers
/// @param serverStabilizationTime healthy time before a new server votes
/// @param redundancyZoneTag Enterprise, kept only
/// @param disableUpgradeMigration Enterprise, kept only
/// @param upgradeVersionTag Enterprise, kept only
public record AutopilotSettings(
    boolean cleanupDeadServers,
    Duration lastContactThreshold,
    long maxTrailingLogs,
    long minQuorum,
    Duration serverStabilizationTime,
    String redundancyZoneTag,
    boolean disableUpgradeMigration,
    String upgradeVersionTag,
    long createIndex,
    long modifyIndex) {
  public static final AutopilotSettings DEFAULT =
      new AutopilotSettings(
          true, Duration.ofMillis(200), 250, 0, Duration.ofSeconds(10), "", false, "", 0, 0);

  public static final Struct<AutopilotSettings> CODEC =
      Struct.<AutopilotSettings>named("AutopilotConfig")
          .fieldOr(
              "CleanupDeadServers",
              BOOL,
              AutopilotSettings::cleanupDeadServers,
              DEFAULT.cleanupDeadServers)
          .fieldOr(
              "LastContactThreshold",
              DURATION_TEXT,
              AutopilotSettings::lastContactThreshold,
              DEFAULT.lastContactThreshold)
          .fieldOr(
              "MaxTrailingLogs", ULONG, AutopilotSettings::maxTrailingLogs, DEFAULT.maxTrailingLogs)
          .field("MinQuorum", ULONG, AutopilotSettings::minQuorum)
          .fieldOr(
              "ServerStabilizationTime",
              DURATION_TEXT,
              AutopilotSettings::serverStabilizationTime,
              DEFAULT.serverStabilizationTime)
          .field("RedundancyZoneTag", STRING, AutopilotSettings::redundancyZoneTag)
          .field("DisableUpgradeMigration", BOOL, AutopilotSettings::disableUpgradeMigration)
          .field("UpgradeVersionTag", STRING, AutopilotSettings::upgradeVersionTag)
          .field("CreateIndex", ULONG, AutopilotSettings::createIndex)
          .field("ModifyIndex", ULONG, AutopilotSettings::modifyIndex)
          .build(
              v ->
                  new AutopilotSettings(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9)));

  public AutopilotSettings withIndexes(long created, long modified) {
    return new AutopilotSettings(
        cleanupDeadServers,
        lastContactThreshold,
        maxTrailingLogs,
        minQuorum,
        serverStabilizationTime,
        redundancyZoneTag,
        disableUpgradeMigration,
        upgradeVersionTag,
        created,
        modified);
  }
}
