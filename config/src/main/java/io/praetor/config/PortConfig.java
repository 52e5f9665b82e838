// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// Port numbers as configured; zero or less means off.
///
/// @param dns DNS
/// @param http HTTP
/// @param https HTTPS
/// @param grpc plain gRPC
/// @param grpcTls gRPC with TLS
/// @param serfLan LAN gossip
/// @param serfWan WAN gossip
/// @param server server RPC
/// @param sidecarMin first port for sidecars
/// @param sidecarMax last port for sidecars
/// @param exposeMin first port for exposed checks
/// @param exposeMax last port for exposed checks
public record PortConfig(
    int dns,
    int http,
    int https,
    int grpc,
    int grpcTls,
    int serfLan,
    int serfWan,
    int server,
    int sidecarMin,
    int sidecarMax,
    int exposeMin,
    int exposeMax) {}
