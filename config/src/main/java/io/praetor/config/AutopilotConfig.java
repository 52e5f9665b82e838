// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;

/// How the leader looks after the set of servers.
///
/// @param cleanupDeadServers whether failed servers are removed
/// @param lastContactThreshold a server without contact for longer is unhealthy
/// @param maxTrailingLogs a server further behind is unhealthy
/// @param minQuorum clean-up never goes below
/// @param serverStabilizationTime healthy time before a new server votes
/// @param disableUpgradeMigration Enterprise, shown only
/// @param redundancyZoneTag Enterprise, shown only
/// @param upgradeVersionTag Enterprise, shown only
public record AutopilotConfig(
    boolean cleanupDeadServers,
    Duration lastContactThreshold,
    long maxTrailingLogs,
    long minQuorum,
    Duration serverStabilizationTime,
    boolean disableUpgradeMigration,
    String redundancyZoneTag,
    String upgradeVersionTag) {}
