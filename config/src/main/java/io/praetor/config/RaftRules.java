// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Rules.require;

import java.util.List;

/// What must hold for consensus and its log.
final class RaftRules {
  private final Settings settings;
  private final RuntimeConfig config;
  private final boolean server;

  RaftRules(Draft draft, RuntimeConfig config) {
    this.settings = draft.settings();
    this.config = config;
    this.server = config.node().server();
  }

  void raftProtocol() throws RefusedException {
    long protocol = settings.integer("raft_protocol");
    require(
        protocol == 3,
        "raft_protocol version " + protocol + " is not supported by this version of Consul");
  }

  void raftLog() throws RefusedException {
    if (!server) {
      return;
    }
    RaftConfig.LogStore store = config.raft().logStore();
    require(
        List.of("default", "boltdb", "wal").contains(store.backend()),
        "raft_logstore.backend must be one of 'boltdb' or 'wal'");
    long megabytes = settings.integer("raft_logstore.wal.segment_size_mb");
    require(megabytes >= 1, "raft_logstore.wal.segment_size_mb cannot be less than 1MB");
    require(
        megabytes <= 1024, "raft_logstore.wal.segment_size_mb cannot be greater than 1024 (1GiB)");
  }
}
