// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.List;

/// The primary datacenter and the way to it.
///
/// @param primaryDatacenter authority for ACLs, certificates and intentions
/// @param primaryGateways mesh gateways of the primary
/// @param primaryGatewaysInterval pause between looks at them
public record FederationConfig(
    String primaryDatacenter, List<String> primaryGateways, Duration primaryGatewaysInterval) {
  public FederationConfig {
    primaryGateways = List.copyOf(primaryGateways);
  }
}
