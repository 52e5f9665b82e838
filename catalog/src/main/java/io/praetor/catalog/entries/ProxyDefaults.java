// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.catalog.AccessLogsConfig;
import io.praetor.catalog.EnvoyExtension;
import io.praetor.catalog.ExposeConfig;
import io.praetor.catalog.MeshGatewayConfig;
import io.praetor.catalog.TransparentProxyConfig;
import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What holds for all proxies. There is one entry, named `global`.
public record ProxyDefaults(
    @Nullable Map<String, @Nullable Object> config,
    String mode,
    TransparentProxyConfig transparentProxy,
    String mutualTlsMode,
    MeshGatewayConfig meshGateway,
    ExposeConfig expose,
    AccessLogsConfig accessLogs,
    @Nullable List<EnvoyExtension> envoyExtensions,
    @Nullable FailoverPolicy failoverPolicy,
    @Nullable PrioritizeByLocality prioritizeByLocality,
    String protocol)
    implements EntryBody {
  public static final Struct<ProxyDefaults> CODEC =
      Struct.<ProxyDefaults>named("ProxyConfigEntry")
          .field("Config", Forms.FREE_FORM, ProxyDefaults::config)
          .omitEmpty("Mode", STRING, ProxyDefaults::mode)
          .field("TransparentProxy", TransparentProxyConfig.CODEC, ProxyDefaults::transparentProxy)
          .omitEmpty("MutualTLSMode", STRING, ProxyDefaults::mutualTlsMode)
          .field("MeshGateway", MeshGatewayConfig.CODEC, ProxyDefaults::meshGateway)
          .field("Expose", ExposeConfig.CODEC, ProxyDefaults::expose)
          .field("AccessLogs", AccessLogsConfig.CODEC, ProxyDefaults::accessLogs)
          .omitEmpty(
              "EnvoyExtensions",
              nullable(list(EnvoyExtension.CODEC)),
              ProxyDefaults::envoyExtensions)
          .omitEmpty(
              "FailoverPolicy", nullable(FailoverPolicy.CODEC), ProxyDefaults::failoverPolicy)
          .omitEmpty(
              "PrioritizeByLocality",
              nullable(PrioritizeByLocality.CODEC),
              ProxyDefaults::prioritizeByLocality)
          .omitEmpty("Protocol", Forms.HIDDEN_STRING, ProxyDefaults::protocol)
          .build(
              v ->
                  new ProxyDefaults(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10)));
}
