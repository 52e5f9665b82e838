// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.rpc.autopilot.AutopilotHealth;
import io.praetor.rpc.autopilot.AutopilotSetConfigRequest;
import io.praetor.rpc.autopilot.AutopilotSettings;
import io.praetor.rpc.autopilot.AutopilotState;
import io.praetor.rpc.autopilot.AutopilotTable;
import io.praetor.wire.Codecs;

/// The methods that show and set how the leader looks after the servers.
public final class AutopilotMethods {
  public static final Method.Ask<ConnectMethods.NoArgument, AutopilotSettings> GET =
      Method.ask(
          "Operator.AutopilotGetConfiguration",
          ConnectMethods.NoArgument.CODEC,
          AutopilotSettings.CODEC,
          (server, argument) ->
              AutopilotTable.settings(server.snapshot()).orElse(AutopilotSettings.DEFAULT));

  /// The answer means something for a compare-and-set only; otherwise it is false, also on success.
  public static final Method.Write<AutopilotSetConfigRequest, Boolean> SET =
      Method.write(
          "Operator.AutopilotSetConfiguration",
          AutopilotSetConfigRequest.CODEC,
          Codecs.BOOL,
          (server, request) ->
              Decision.propose(
                  Commands.AUTOPILOT, request, done -> request.cas() && done.equals(true)));

  public static final Method.Ask<ConnectMethods.NoArgument, AutopilotHealth> HEALTH =
      Method.ask(
          "Operator.ServerHealth",
          ConnectMethods.NoArgument.CODEC,
          AutopilotHealth.CODEC,
          (server, argument) -> AutopilotHealth.of(server.autopilot()));

  public static final Method.Ask<ConnectMethods.NoArgument, AutopilotState> STATE =
      Method.ask(
          "Operator.AutopilotState",
          ConnectMethods.NoArgument.CODEC,
          AutopilotState.CODEC,
          (server, argument) -> server.autopilot());

  private AutopilotMethods() {}
}
