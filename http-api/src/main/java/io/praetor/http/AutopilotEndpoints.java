// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import static io.praetor.http.Endpoint.get;
import static io.praetor.http.Endpoint.put;
import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.DURATION_TEXT;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.STRINGS;
import static io.praetor.wire.Codecs.STRING_MAP;
import static io.praetor.wire.Codecs.TIME;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.map;

import io.praetor.http.Endpoint.Mark;
import io.praetor.rpc.AutopilotMethods;
import io.praetor.rpc.ConnectMethods.NoArgument;
import io.praetor.rpc.autopilot.AutopilotHealth;
import io.praetor.rpc.autopilot.AutopilotSetConfigRequest;
import io.praetor.rpc.autopilot.AutopilotSettings;
import io.praetor.rpc.autopilot.AutopilotState;
import io.praetor.rpc.autopilot.ServerState;
import io.praetor.wire.Codec;
import io.praetor.wire.GoNumber;
import io.praetor.wire.Struct;
import java.io.IOException;
import java.util.List;

/// `/v1/operator/autopilot`: how the leader looks after the servers.
final class AutopilotEndpoints {
  private static final String BODY = "Error parsing autopilot config: ";
  private static final int UNHEALTHY = 429;

  /// One level less than what the servers tell each other.
  private static final Codec<ServerState> SERVER =
      Struct.<ServerState>named("OperatorServerState")
          .field("ID", STRING, state -> state.server().id())
          .field("Name", STRING, state -> state.server().name())
          .field("Address", STRING, state -> state.server().address())
          .field("NodeStatus", STRING, state -> state.server().status().label())
          .field("Version", STRING, state -> state.server().version())
          .field("LastContact", DURATION_TEXT, state -> state.stats().lastContact())
          .field("LastTerm", ULONG, state -> state.stats().lastTerm())
          .field("LastIndex", ULONG, state -> state.stats().lastIndex())
          .field("Healthy", BOOL, state -> state.health().healthy())
          .field("StableSince", TIME, state -> state.health().stableSince())
          .field("ReadReplica", BOOL, state -> state.server().readReplica())
          .field("Status", STRING, ServerState::state)
          .field("Meta", STRING_MAP, state -> state.server().meta())
          .field("NodeType", STRING, state -> state.server().nodeType())
          .buildWriteOnly();

  private static final Codec<AutopilotState> STATE =
      Struct.<AutopilotState>named("OperatorState")
          .field("Healthy", BOOL, AutopilotState::healthy)
          .field("FailureTolerance", INT, AutopilotState::failureTolerance)
          // Read replicas count only in Consul Enterprise.
          .field("OptimisticFailureTolerance", INT, AutopilotState::failureTolerance)
          .field("Servers", map(SERVER), AutopilotState::servers)
          .field("Leader", STRING, AutopilotState::leader)
          .field("Voters", STRINGS, AutopilotState::voters)
          .buildWriteOnly();

  static final List<Endpoint> LIST =
      List.of(
          get("/v1/operator/autopilot/configuration")
              .marks(Mark.STALE)
              .acl("operator:read")
              .answers(
                  call ->
                      Answer.json(
                          AutopilotSettings.CODEC,
                          call.ask(AutopilotMethods.GET, NoArgument.NONE))),
          put("/v1/operator/autopilot/configuration")
              .acl("operator:write")
              .params("cas")
              .answers(AutopilotEndpoints::set),
          get("/v1/operator/autopilot/health")
              .marks(Mark.STALE)
              .acl("operator:read")
              .answers(AutopilotEndpoints::health),
          get("/v1/operator/autopilot/state")
              .marks(Mark.STALE)
              .acl("operator:read")
              .answers(
                  call -> Answer.json(STATE, call.ask(AutopilotMethods.STATE, NoArgument.NONE))));

  private AutopilotEndpoints() {}

  private static Answer set(Call call) throws InterruptedException, IOException {
    AutopilotSettings settings = call.body(AutopilotSettings.CODEC, BODY);
    String cas = call.params().get("cas");
    if (!call.params().has("cas")) {
      call.write(AutopilotMethods.SET, AutopilotSetConfigRequest.of(settings, false));
      return Answer.TRUE;
    }
    long index;
    try {
      index = GoNumber.parseUint(cas, 10, 64);
    } catch (GoNumber.InvalidNumber e) {
      throw ApiException.badRequest("Error parsing cas value: " + e.text());
    }
    AutopilotSettings expected = settings.withIndexes(0, index);
    return Answer.bool(
        call.write(AutopilotMethods.SET, AutopilotSetConfigRequest.of(expected, true)));
  }

  private static Answer health(Call call) throws InterruptedException {
    AutopilotHealth health = call.ask(AutopilotMethods.HEALTH, NoArgument.NONE);
    return new Answer.Json<>(health.healthy() ? 200 : UNHEALTHY, AutopilotHealth.CODEC, health);
  }
}
