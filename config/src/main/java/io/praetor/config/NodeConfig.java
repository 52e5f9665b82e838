// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who this agent is, which part it plays, and where it keeps its state.
///
/// @param id configured node id, empty when the agent makes one
/// @param name node name, trimmed
/// @param meta node metadata
/// @param taggedAddresses addresses under the names lan, wan, lan_ipv4 and so on
/// @param datacenter lower-case name
/// @param dataDir state folder, empty with -dev
/// @param server server or client
/// @param devMode whether state lives in memory only
/// @param bootstrap whether this server elects itself
/// @param bootstrapExpect how many servers to wait for
/// @param disableHostNodeId whether a made node id is random and not derived from the host
/// @param rejoinAfterLeave whether a restart rejoins after a leave
/// @param locality region and zone of the node
/// @param serverRejoinAgeMax a server whose data is older refuses to start
/// @param serverName TLS name override
/// @param readReplica Enterprise, kept for `agent/self`
public record NodeConfig(
    String id,
    String name,
    Map<String, String> meta,
    Map<String, String> taggedAddresses,
    String datacenter,
    String dataDir,
    boolean server,
    boolean devMode,
    boolean bootstrap,
    int bootstrapExpect,
    boolean disableHostNodeId,
    boolean rejoinAfterLeave,
    @Nullable Locality locality,
    Duration serverRejoinAgeMax,
    String serverName,
    boolean readReplica) {
  public NodeConfig {
    meta = Map.copyOf(meta);
    taggedAddresses = Map.copyOf(taggedAddresses);
  }
}
