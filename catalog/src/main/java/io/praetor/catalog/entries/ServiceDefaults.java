// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.catalog.EnvoyExtension;
import io.praetor.catalog.ExposeConfig;
import io.praetor.catalog.MeshGatewayConfig;
import io.praetor.catalog.TransparentProxyConfig;
import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a service speaks and is reached in the mesh, or, with a destination, how addresses outside
/// of it are.
public record ServiceDefaults(
    String protocol,
    String mode,
    TransparentProxyConfig transparentProxy,
    String mutualTlsMode,
    MeshGatewayConfig meshGateway,
    ExposeConfig expose,
    String externalSni,
    @Nullable UpstreamConfiguration upstreamConfig,
    @Nullable Destination destination,
    int maxInboundConnections,
    int localConnectTimeoutMs,
    int localRequestTimeoutMs,
    String balanceInboundConnections,
    @Nullable RateLimits rateLimits,
    @Nullable List<EnvoyExtension> envoyExtensions,
    @Nullable Integer maxRequestHeadersKb)
    implements EntryBody {
  public static final Struct<ServiceDefaults> CODEC =
      Struct.<ServiceDefaults>named("ServiceConfigEntry")
          .field("Protocol", STRING, ServiceDefaults::protocol)
          .omitEmpty("Mode", STRING, ServiceDefaults::mode)
          .field(
              "TransparentProxy", TransparentProxyConfig.CODEC, ServiceDefaults::transparentProxy)
          .omitEmpty("MutualTLSMode", STRING, ServiceDefaults::mutualTlsMode)
          .field("MeshGateway", MeshGatewayConfig.CODEC, ServiceDefaults::meshGateway)
          .field("Expose", ExposeConfig.CODEC, ServiceDefaults::expose)
          .omitEmpty("ExternalSNI", STRING, ServiceDefaults::externalSni)
          .omitEmpty(
              "UpstreamConfig",
              nullable(UpstreamConfiguration.CODEC),
              ServiceDefaults::upstreamConfig)
          .omitEmpty("Destination", nullable(Destination.CODEC), ServiceDefaults::destination)
          .omitEmpty("MaxInboundConnections", INT, ServiceDefaults::maxInboundConnections)
          .omitEmpty("LocalConnectTimeoutMs", INT, ServiceDefaults::localConnectTimeoutMs)
          .omitEmpty("LocalRequestTimeoutMs", INT, ServiceDefaults::localRequestTimeoutMs)
          .omitEmpty(
              "BalanceInboundConnections", STRING, ServiceDefaults::balanceInboundConnections)
          .omitEmpty("RateLimits", nullable(RateLimits.CODEC), ServiceDefaults::rateLimits)
          .omitEmpty(
              "EnvoyExtensions",
              nullable(list(EnvoyExtension.CODEC)),
              ServiceDefaults::envoyExtensions)
          .omitEmpty(
              "MaxRequestHeadersKB", nullable(Forms.UINT32), ServiceDefaults::maxRequestHeadersKb)
          .build(
              v ->
                  new ServiceDefaults(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11), v.get(12), v.get(13),
                      v.get(14), v.get(15)));

  /// What the service's proxies do about their upstreams: all of them, and single ones.
  public record UpstreamConfiguration(
      @Nullable List<UpstreamConfig> overrides, @Nullable UpstreamConfig defaults) {
    public static final Struct<UpstreamConfiguration> CODEC =
        Struct.<UpstreamConfiguration>named("UpstreamConfiguration")
            .omitEmpty(
                "Overrides", nullable(list(UpstreamConfig.CODEC)), UpstreamConfiguration::overrides)
            .omitEmpty("Defaults", nullable(UpstreamConfig.CODEC), UpstreamConfiguration::defaults)
            .build(v -> new UpstreamConfiguration(v.get(0), v.get(1)));
  }

  /// Addresses outside of the mesh that a terminating gateway leads to.
  public record Destination(@Nullable List<String> addresses, int port) {
    public static final Struct<Destination> CODEC =
        Struct.<Destination>named("DestinationConfig")
            .omitEmpty("Addresses", nullable(list(STRING)), Destination::addresses)
            .omitEmpty("Port", INT, Destination::port)
            .build(v -> new Destination(v.get(0), v.get(1)));
  }

  /// Limits of requests, which only the Enterprise edition takes.
  public record RateLimits(InstanceLevelRateLimits instanceLevel) {
    public static final Struct<RateLimits> CODEC =
        Struct.<RateLimits>named("RateLimits")
            .field("InstanceLevel", InstanceLevelRateLimits.CODEC, RateLimits::instanceLevel)
            .build(v -> new RateLimits(v.get(0)));
  }

  /// Limits of one instance.
  public record InstanceLevelRateLimits(
      int requestsPerSecond, int requestsMaxBurst, @Nullable List<RouteRateLimits> routes) {
    public static final Struct<InstanceLevelRateLimits> CODEC =
        Struct.<InstanceLevelRateLimits>named("InstanceLevelRateLimits")
            .omitEmpty("RequestsPerSecond", INT, InstanceLevelRateLimits::requestsPerSecond)
            .omitEmpty("RequestsMaxBurst", INT, InstanceLevelRateLimits::requestsMaxBurst)
            .omitEmpty(
                "Routes", nullable(list(RouteRateLimits.CODEC)), InstanceLevelRateLimits::routes)
            .build(v -> new InstanceLevelRateLimits(v.get(0), v.get(1), v.get(2)));
  }

  /// Limits of one path of an instance.
  public record RouteRateLimits(
      String pathExact,
      String pathPrefix,
      String pathRegex,
      int requestsPerSecond,
      int requestsMaxBurst) {
    public static final Struct<RouteRateLimits> CODEC =
        Struct.<RouteRateLimits>named("InstanceLevelRouteRateLimits")
            .omitEmpty("PathExact", STRING, RouteRateLimits::pathExact)
            .omitEmpty("PathPrefix", STRING, RouteRateLimits::pathPrefix)
            .omitEmpty("PathRegex", STRING, RouteRateLimits::pathRegex)
            .omitEmpty("RequestsPerSecond", INT, RouteRateLimits::requestsPerSecond)
            .omitEmpty("RequestsMaxBurst", INT, RouteRateLimits::requestsMaxBurst)
            .build(v -> new RouteRateLimits(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
  }
}
