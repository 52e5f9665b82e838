// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.catalog.AccessLogsConfig;
import io.praetor.catalog.EnvoyExtension;
import io.praetor.catalog.ExposeConfig;
import io.praetor.catalog.MeshGatewayConfig;
import io.praetor.catalog.ServiceVirtualIp.PeeredServiceName;
import io.praetor.catalog.TransparentProxyConfig;
import io.praetor.wire.Codec;
import io.praetor.wire.EnclosedCodec;
import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What proxy-defaults and service-defaults come to for one service.
public record ServiceConfigResponse(
    Map<String, @Nullable Object> proxyConfig,
    @Nullable List<UpstreamSettings> upstreamConfigs,
    MeshGatewayConfig meshGateway,
    ExposeConfig expose,
    TransparentProxyConfig transparentProxy,
    String mode,
    String mutualTlsMode,
    ServiceDefaults.Destination destination,
    AccessLogsConfig accessLogs,
    ServiceDefaults.RateLimits rateLimits,
    @Nullable Map<String, String> meta,
    @Nullable List<EnvoyExtension> envoyExtensions) {

  /// The settings of one upstream, `*` standing for those without any of their own.
  public record UpstreamSettings(
      PeeredServiceName upstream, @Nullable Map<String, @Nullable Object> config) {
    static final Struct<UpstreamSettings> CODEC =
        Struct.<UpstreamSettings>named("OpaqueUpstreamConfig")
            .field("Upstream", PeeredServiceName.CODEC, UpstreamSettings::upstream)
            .field("Config", Forms.FREE_FORM, UpstreamSettings::config)
            .build(v -> new UpstreamSettings(v.get(0), v.get(1)));
  }

  private static final Struct<ServiceConfigResponse> FIELDS =
      Struct.<ServiceConfigResponse>named("ServiceConfigResponse")
          .field("ProxyConfig", Forms.FREE_FORM, ServiceConfigResponse::proxyConfig)
          .field(
              "UpstreamConfigs",
              nullable(list(UpstreamSettings.CODEC)),
              ServiceConfigResponse::upstreamConfigs)
          .field("MeshGateway", MeshGatewayConfig.CODEC, ServiceConfigResponse::meshGateway)
          .field("Expose", ExposeConfig.CODEC, ServiceConfigResponse::expose)
          .field(
              "TransparentProxy",
              TransparentProxyConfig.CODEC,
              ServiceConfigResponse::transparentProxy)
          .field("Mode", STRING, ServiceConfigResponse::mode)
          .field("MutualTLSMode", STRING, ServiceConfigResponse::mutualTlsMode)
          .field(
              "Destination", ServiceDefaults.Destination.CODEC, ServiceConfigResponse::destination)
          .field("AccessLogs", AccessLogsConfig.CODEC, ServiceConfigResponse::accessLogs)
          .field("RateLimits", ServiceDefaults.RateLimits.CODEC, ServiceConfigResponse::rateLimits)
          .field("Meta", Forms.TEXTS, ServiceConfigResponse::meta)
          .field(
              "EnvoyExtensions",
              nullable(list(EnvoyExtension.CODEC)),
              ServiceConfigResponse::envoyExtensions)
          .build(
              v ->
                  new ServiceConfigResponse(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11)));

  /// The map of members stands inside a byte string.
  public static final Codec<ServiceConfigResponse> CODEC = EnclosedCodec.of(FIELDS);
}
