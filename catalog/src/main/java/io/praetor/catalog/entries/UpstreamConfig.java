// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.catalog.MeshGatewayConfig;
import io.praetor.wire.Struct;
import org.jspecify.annotations.Nullable;

/// What proxies do about an upstream, or about all without a name.
public record UpstreamConfig(
    String name,
    String peer,
    String envoyListenerJson,
    String envoyClusterJson,
    String protocol,
    int connectTimeoutMs,
    @Nullable Limits limits,
    @Nullable PassiveHealthCheck passiveHealthCheck,
    MeshGatewayConfig meshGateway,
    String balanceOutboundConnections) {
  public static final Struct<UpstreamConfig> CODEC =
      Struct.<UpstreamConfig>named("UpstreamConfig")
          .omitEmpty("Name", STRING, UpstreamConfig::name)
          .field("Peer", STRING, UpstreamConfig::peer)
          .omitEmpty("EnvoyListenerJSON", STRING, UpstreamConfig::envoyListenerJson)
          .omitEmpty("EnvoyClusterJSON", STRING, UpstreamConfig::envoyClusterJson)
          .omitEmpty("Protocol", STRING, UpstreamConfig::protocol)
          .omitEmpty("ConnectTimeoutMs", INT, UpstreamConfig::connectTimeoutMs)
          .omitEmpty("Limits", nullable(Limits.CODEC), UpstreamConfig::limits)
          .omitEmpty(
              "PassiveHealthCheck",
              nullable(PassiveHealthCheck.CODEC),
              UpstreamConfig::passiveHealthCheck)
          .field("MeshGateway", MeshGatewayConfig.CODEC, UpstreamConfig::meshGateway)
          .omitEmpty(
              "BalanceOutboundConnections", STRING, UpstreamConfig::balanceOutboundConnections)
          .build(
              v ->
                  new UpstreamConfig(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9)));

  /// Limits of connections and requests; null leaves one to Envoy.
  public record Limits(
      @Nullable Integer maxConnections,
      @Nullable Integer maxPendingRequests,
      @Nullable Integer maxConcurrentRequests) {
    public static final Struct<Limits> CODEC =
        Struct.<Limits>named("UpstreamLimits")
            .omitEmpty("MaxConnections", nullable(INT), Limits::maxConnections)
            .omitEmpty("MaxPendingRequests", nullable(INT), Limits::maxPendingRequests)
            .omitEmpty("MaxConcurrentRequests", nullable(INT), Limits::maxConcurrentRequests)
            .build(v -> new Limits(v.get(0), v.get(1), v.get(2)));
  }
}
