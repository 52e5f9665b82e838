// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.autopilot;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.STRINGS;
import static io.praetor.wire.Codecs.map;

import io.praetor.wire.Struct;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the servers are, as the leader last saw them (raft-autopilot's State).
///
/// @param failureTolerance how many healthy voters may fail
/// @param servers by id
public record AutopilotState(
    boolean healthy,
    int failureTolerance,
    Map<String, ServerState> servers,
    String leader,
    List<String> voters) {
  public static final AutopilotState NONE = new AutopilotState(false, 0, Map.of(), "", List.of());

  public static final Struct<AutopilotState> CODEC =
      Struct.<AutopilotState>named("State")
          .field("Healthy", BOOL, AutopilotState::healthy)
          .field("FailureTolerance", INT, AutopilotState::failureTolerance)
          .field("Servers", map(ServerState.CODEC), AutopilotState::servers)
          .field("Leader", STRING, AutopilotState::leader)
          .field("Voters", STRINGS, AutopilotState::voters)
          .build(v -> new AutopilotState(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));

  public AutopilotState {
    servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    voters = List.copyOf(voters);
  }
}
