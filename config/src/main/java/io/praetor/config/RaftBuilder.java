// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;

/// Makes the settings of consensus and of the care of the set of servers.
final class RaftBuilder {
  private final Draft draft;
  private final Settings settings;

  RaftBuilder(Draft draft) {
    this.draft = draft;
    this.settings = draft.settings();
  }

  int raftMultiplier() throws RefusedException {
    long multiplier = settings.integer("performance.raft_multiplier");
    if (multiplier < 1 || multiplier > 10) {
      throw new RefusedException(
          "performance.raft_multiplier cannot be " + multiplier + ". Must be between 1 and 10");
    }
    return (int) multiplier;
  }

  RaftConfig raft(int multiplier) {
    int protocol = draft.integer("raft_protocol");
    Duration snapshotInterval = draft.duration("raft_snapshot_interval");
    Duration verification = draft.duration("raft_logstore.verification.interval");
    return new RaftConfig(
        protocol,
        draft.duration("consul.raft.heartbeat_timeout").multipliedBy(multiplier),
        draft.duration("consul.raft.election_timeout").multipliedBy(multiplier),
        draft.duration("consul.raft.leader_lease_timeout").multipliedBy(multiplier),
        draft.integer("raft_snapshot_threshold"),
        snapshotInterval,
        draft.integer("raft_trailing_logs"),
        settings.bool("raft_prevote_disabled"),
        new RaftConfig.LogStore(
            settings.string("raft_logstore.backend"),
            settings.bool("raft_logstore.disable_log_cache"),
            settings.bool("raft_logstore.verification.enabled"),
            verification,
            settings.bool("raft_logstore.boltdb.no_freelist_sync"),
            (int) (settings.integer("raft_logstore.wal.segment_size_mb") << 20)),
        draft.duration("consul.server.health_interval"));
  }

  AutopilotConfig autopilot() {
    return new AutopilotConfig(
        settings.bool("autopilot.cleanup_dead_servers"),
        draft.duration("autopilot.last_contact_threshold"),
        settings.integer("autopilot.max_trailing_logs"),
        settings.integer("autopilot.min_quorum"),
        draft.duration("autopilot.server_stabilization_time"),
        settings.bool("autopilot.disable_upgrade_migration"),
        settings.string("autopilot.redundancy_zone_tag"),
        settings.string("autopilot.upgrade_version_tag"));
  }

  CoordinateConfig coordinates() {
    return new CoordinateConfig(
        settings.bool("disable_coordinates"),
        settings.decimal("sync_coordinate_rate_target", 64),
        draft.duration("sync_coordinate_interval_min"),
        draft.duration("consul.coordinate.update_period"),
        draft.integer("consul.coordinate.update_batch_size"),
        draft.integer("consul.coordinate.update_max_batches"));
  }
}
