// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.autopilot;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// Changes the settings: the argument of `Operator.AutopilotSetConfiguration` and the body of log
/// entries of type 9.
///
/// @param cas only if the stored settings have the modify index of the new ones
public record AutopilotSetConfigRequest(
    String datacenter, AutopilotSettings config, boolean cas, String token) {
  public static final Struct<AutopilotSetConfigRequest> CODEC =
      Struct.<AutopilotSetConfigRequest>named("AutopilotSetConfigRequest")
          .field("Datacenter", STRING, AutopilotSetConfigRequest::datacenter)
          .field("Config", AutopilotSettings.CODEC, AutopilotSetConfigRequest::config)
          .field("CAS", BOOL, AutopilotSetConfigRequest::cas)
          .field("Token", STRING, AutopilotSetConfigRequest::token)
          .build(v -> new AutopilotSetConfigRequest(v.get(0), v.get(1), v.get(2), v.get(3)));

  /// A request that is not logged yet: the datacenter and the token come with the call.
  public static AutopilotSetConfigRequest of(AutopilotSettings config, boolean cas) {
    return new AutopilotSetConfigRequest("", config, cas, "");
  }

  /// Never shows a token.
  @Override
  public String toString() {
    return "AutopilotSetConfigRequest[" + config + " cas=" + cas + "]";
  }
}
