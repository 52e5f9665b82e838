// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The `raft` section of `consul info` and of `/v1/agent/self`, in the words and the order of
/// Consul.
public record RaftStats(
    String state,
    long term,
    long lastLogIndex,
    long lastLogTerm,
    long commitIndex,
    long appliedIndex,
    long fsmPending,
    long lastSnapshotIndex,
    long lastSnapshotTerm,
    ConfigurationState latestConfiguration,
    int numPeers,
    String lastContact) {
  private static final String PROTOCOL_MAX = "3";

  public Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("applied_index", Long.toString(appliedIndex));
    map.put("commit_index", Long.toString(commitIndex));
    map.put("fsm_pending", Long.toString(fsmPending));
    map.put("last_contact", lastContact);
    map.put("last_log_index", Long.toString(lastLogIndex));
    map.put("last_log_term", Long.toString(lastLogTerm));
    map.put("last_snapshot_index", Long.toString(lastSnapshotIndex));
    map.put("last_snapshot_term", Long.toString(lastSnapshotTerm));
    map.put("latest_configuration", configurationText());
    map.put("latest_configuration_index", Long.toString(latestConfiguration.index()));
    map.put("num_peers", Integer.toString(numPeers));
    map.put("protocol_version", PROTOCOL_MAX);
    map.put("protocol_version_max", PROTOCOL_MAX);
    map.put("protocol_version_min", "0");
    map.put("snapshot_version_max", "1");
    map.put("snapshot_version_min", "0");
    map.put("state", state);
    map.put("term", Long.toString(term));
    return map;
  }

  private String configurationText() {
    return latestConfiguration.configuration().servers().stream()
        .map(
            server ->
                "{Suffrage:%s ID:%s Address:%s}"
                    .formatted(server.suffrage().label(), server.id(), server.address()))
        .collect(Collectors.joining(" ", "[", "]"));
  }
}
