// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.Map;

/// Service mesh.
///
/// @param enabled whether the mesh is on
/// @param caProvider consul, vault or aws-pca; empty means consul
/// @param caConfig provider settings, translated to the provider's names
/// @param meshGatewayWanFederation whether WAN traffic goes through mesh gateways
/// @param virtualIpCidrV4 pool of virtual addresses
/// @param virtualIpCidrV6 pool of virtual addresses
public record ConnectConfig(
    boolean enabled,
    String caProvider,
    Map<String, Object> caConfig,
    boolean meshGatewayWanFederation,
    String virtualIpCidrV4,
    String virtualIpCidrV6) {}
