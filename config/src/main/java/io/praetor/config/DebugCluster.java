// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// The part of [DebugView] about the cluster: gossip, consensus, the set of servers, coordinates.
final class DebugCluster {
  private final DebugTree view;
  private final RuntimeConfig config;

  DebugCluster(DebugTree view, RuntimeConfig config) {
    this.view = view;
    this.config = config;
  }

  /// Adds all of it.
  void add() {
    cluster();
  }

  private void cluster() {
    AutopilotConfig autopilot = config.autopilot();
    view.put("AutopilotCleanupDeadServers", autopilot.cleanupDeadServers());
    view.put("AutopilotDisableUpgradeMigration", autopilot.disableUpgradeMigration());
    view.put("AutopilotLastContactThreshold", autopilot.lastContactThreshold());
    view.put("AutopilotMaxTrailingLogs", autopilot.maxTrailingLogs());
    view.put("AutopilotMinQuorum", autopilot.minQuorum());
    view.put("AutopilotRedundancyZoneTag", autopilot.redundancyZoneTag());
    view.put("AutopilotServerStabilizationTime", autopilot.serverStabilizationTime());
    view.put("AutopilotUpgradeVersionTag", autopilot.upgradeVersionTag());
    gossip("LAN", config.gossip().lan());
    gossip("WAN", config.gossip().wan());
    view.put("AdvertiseReconnectTimeout", config.gossip().advertiseReconnectTimeout());
    view.put("EncryptKey", DebugTree.HIDDEN);
    view.put(
        "StaticRuntimeConfig",
        DebugTree.tree(
            "EncryptVerifyIncoming", config.gossip().encryptVerifyIncoming(),
            "EncryptVerifyOutgoing", config.gossip().encryptVerifyOutgoing()));
    view.put("DisableKeyringFile", config.gossip().disableKeyringFile());
    view.put("RPCProtocol", config.gossip().protocol());
    join("LAN", config.join().lan());
    join("WAN", config.join().wan());
    raft(config.raft());
    CoordinateConfig coordinates = config.coordinates();
    view.put("DisableCoordinates", coordinates.disabled());
    view.put("SyncCoordinateIntervalMin", coordinates.syncIntervalMin());
    view.put("SyncCoordinateRateTarget", coordinates.syncRateTarget());
    view.put("ConsulCoordinateUpdatePeriod", coordinates.updatePeriod());
    view.put("ConsulCoordinateUpdateBatchSize", coordinates.updateBatchSize());
    view.put("ConsulCoordinateUpdateMaxBatches", coordinates.updateMaxBatches());
    view.put("SessionTTLMin", config.sessionTtlMin());
  }

  private void gossip(String name, GossipConfig.Pool pool) {
    view.put("Gossip" + name + "GossipInterval", pool.gossipInterval());
    view.put("Gossip" + name + "GossipNodes", pool.gossipNodes());
    view.put("Gossip" + name + "ProbeInterval", pool.probeInterval());
    view.put("Gossip" + name + "ProbeTimeout", pool.probeTimeout());
    view.put("Gossip" + name + "RetransmitMult", pool.retransmitMult());
    view.put("Gossip" + name + "SuspicionMult", pool.suspicionMult());
    view.put("SerfAllowedCIDRs" + name, pool.allowedCidrs());
    view.put("ReconnectTimeout" + name, pool.reconnectTimeout());
  }

  private void join(String name, JoinConfig.Pool pool) {
    view.put("RetryJoin" + name, pool.addresses());
    view.put("RetryJoinInterval" + name, pool.interval());
    view.put("RetryJoinMaxAttempts" + name, pool.maxAttempts());
  }

  private void raft(RaftConfig raft) {
    view.put("RaftProtocol", raft.protocol());
    view.put("ConsulRaftElectionTimeout", raft.electionTimeout());
    view.put("ConsulRaftHeartbeatTimeout", raft.heartbeatTimeout());
    view.put("ConsulRaftLeaderLeaseTimeout", raft.leaderLeaseTimeout());
    view.put("ConsulServerHealthInterval", raft.serverHealthInterval());
    view.put("RaftSnapshotThreshold", raft.snapshotThreshold());
    view.put("RaftSnapshotInterval", raft.snapshotInterval());
    view.put("RaftTrailingLogs", raft.trailingLogs());
    view.put("RaftPreVoteDisabled", raft.preVoteDisabled());
    RaftConfig.LogStore store = raft.logStore();
    view.put(
        "RaftLogStoreConfig",
        DebugTree.tree(
            "Backend", store.backend(),
            "BoltDB", DebugTree.tree("NoFreelistSync", store.boltDbNoFreelistSync()),
            "DisableLogCache", store.disableLogCache(),
            "Verification",
                DebugTree.tree(
                    "Enabled", store.verificationEnabled(),
                    "Interval", store.verificationInterval()),
            "WAL", DebugTree.tree("SegmentSize", store.walSegmentSizeBytes())));
  }
}
