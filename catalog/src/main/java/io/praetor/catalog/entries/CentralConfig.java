// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.catalog.AccessLogsConfig;
import io.praetor.catalog.EnvoyExtension;
import io.praetor.catalog.ExposeConfig;
import io.praetor.catalog.ExposePath;
import io.praetor.catalog.MeshGatewayConfig;
import io.praetor.catalog.ServiceName;
import io.praetor.catalog.ServiceVirtualIp.PeeredServiceName;
import io.praetor.catalog.TransparentProxyConfig;
import io.praetor.catalog.entries.ServiceConfigResponse.UpstreamSettings;
import io.praetor.store.ReadResult;
import io.praetor.store.Topic;
import io.praetor.store.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What proxy-defaults and service-defaults come to for a service and its upstreams. Pure functions of
/// a view; the more particular entry wins member by member.
public final class CentralConfig {
  static final String TRANSPARENT = "transparent";
  private static final String ANY = "*";
  private static final String PROTOCOL = "protocol";
  private static final ServiceDefaults.Destination NO_DESTINATION =
      new ServiceDefaults.Destination(null, 0);
  private static final ServiceDefaults.RateLimits NO_LIMITS =
      new ServiceDefaults.RateLimits(new ServiceDefaults.InstanceLevelRateLimits(0, 0, null));

  private CentralConfig() {}

  public static ReadResult<ServiceConfigResponse> resolved(
      View view, ServiceConfigRequest request) {
    return ReadResult.of(
        resolve(view, request), view.index(ConfigEntries.INDEX), Topic.index(ConfigEntries.INDEX));
  }

  static ServiceConfigResponse resolve(View view, ServiceConfigRequest request) {
    ProxyDefaults global =
        ConfigEntries.body(view, EntryKinds.PROXY_DEFAULTS, ProxyDefaultsRules.GLOBAL);
    ConfigEntry entry = ConfigEntries.find(view, EntryKinds.SERVICE_DEFAULTS, request.name());
    ServiceDefaults own = entry == null ? null : entry.as(EntryKinds.SERVICE_DEFAULTS);
    String mode = mode(request, global, own);
    MeshGatewayConfig gateway =
        own != null && !own.meshGateway().mode().isEmpty()
            ? own.meshGateway()
            : global == null ? MeshGatewayConfig.NONE : global.meshGateway();
    return new ServiceConfigResponse(
        proxyConfig(global, own),
        upstreams(view, request, global, own, mode, gateway),
        gateway,
        expose(global, own),
        transparentProxy(global, own),
        mode,
        first(own == null ? "" : own.mutualTlsMode(), global == null ? "" : global.mutualTlsMode()),
        own == null || own.destination() == null ? NO_DESTINATION : own.destination(),
        global == null ? AccessLogsConfig.NONE : global.accessLogs(),
        own == null || own.rateLimits() == null ? NO_LIMITS : own.rateLimits(),
        entry == null ? null : entry.meta(),
        extensions(global, own));
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private static String mode(
      ServiceConfigRequest request, @Nullable ProxyDefaults global, @Nullable ServiceDefaults own) {
    return first(
        request.mode(), first(own == null ? "" : own.mode(), global == null ? "" : global.mode()));
  }

  private static Map<String, @Nullable Object> proxyConfig(
      @Nullable ProxyDefaults global, @Nullable ServiceDefaults own) {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    if (global != null && global.config() != null) {
      config.putAll(global.config());
    }
    if (own != null) {
      text(config, PROTOCOL, own.protocol());
      number(config, "max_inbound_connections", own.maxInboundConnections());
      number(config, "local_connect_timeout_ms", own.localConnectTimeoutMs());
      number(config, "local_request_timeout_ms", own.localRequestTimeoutMs());
      text(config, "balance_inbound_connections", own.balanceInboundConnections());
      if (own.maxRequestHeadersKb() != null) {
        config.put("max_request_headers_kb", own.maxRequestHeadersKb().longValue());
      }
    }
    return config;
  }

  private static void text(Map<String, @Nullable Object> config, String key, String value) {
    if (!value.isEmpty()) {
      config.put(key, value);
    }
  }

  private static void number(Map<String, @Nullable Object> config, String key, int value) {
    if (value > 0) {
      config.put(key, (long) value);
    }
  }

  private static ExposeConfig expose(
      @Nullable ProxyDefaults global, @Nullable ServiceDefaults own) {
    boolean checks = (global != null && global.expose().checks());
    List<ExposePath> paths = global == null ? null : global.expose().paths();
    if (own != null) {
      checks |= own.expose().checks();
      if (!Forms.items(own.expose().paths()).isEmpty()) {
        paths = own.expose().paths();
      }
    }
    return new ExposeConfig(checks, paths);
  }

  private static TransparentProxyConfig transparentProxy(
      @Nullable ProxyDefaults global, @Nullable ServiceDefaults own) {
    TransparentProxyConfig base =
        global == null ? TransparentProxyConfig.NONE : global.transparentProxy();
    if (own == null) {
      return base;
    }
    int port = own.transparentProxy().outboundListenerPort();
    return new TransparentProxyConfig(
        port == 0 ? base.outboundListenerPort() : port,
        own.transparentProxy().dialedDirectly() || base.dialedDirectly());
  }

  private static @Nullable List<EnvoyExtension> extensions(
      @Nullable ProxyDefaults global, @Nullable ServiceDefaults own) {
    List<EnvoyExtension> all = new ArrayList<>();
    if (global != null) {
      all.addAll(Forms.items(global.envoyExtensions()));
    }
    if (own != null) {
      all.addAll(Forms.items(own.envoyExtensions()));
    }
    return all.isEmpty() ? null : List.copyOf(all);
  }

  private static @Nullable List<UpstreamSettings> upstreams(
      View view,
      ServiceConfigRequest request,
      @Nullable ProxyDefaults global,
      @Nullable ServiceDefaults own,
      String mode,
      MeshGatewayConfig gateway) {
    ServiceDefaults.UpstreamConfiguration settings = own == null ? null : own.upstreamConfig();
    UpstreamConfig defaults = settings == null ? null : settings.defaults();
    Map<PeeredServiceName, UpstreamConfig> overrides = new LinkedHashMap<>();
    for (UpstreamConfig override : Forms.items(settings == null ? null : settings.overrides())) {
      overrides.put(named(override.name(), override.peer()), override);
    }
    Set<PeeredServiceName> wanted =
        new LinkedHashSet<>(Forms.items(request.upstreamServiceNames()));
    boolean transparent = mode.equals(TRANSPARENT);
    if (wanted.isEmpty() && !transparent) {
      return null;
    }
    wanted.addAll(overrides.keySet());
    if (defaults != null) {
      wanted.add(named(ANY, ""));
    }
    List<UpstreamSettings> all = new ArrayList<>();
    for (PeeredServiceName upstream : wanted) {
      Map<String, @Nullable Object> config = new LinkedHashMap<>();
      text(config, PROTOCOL, upstreamProtocol(view, upstream, global));
      if (!gateway.mode().isEmpty()) {
        config.put(UpstreamValues.MESH_GATEWAY, UpstreamValues.gateway(gateway));
      }
      UpstreamValues.merge(config, defaults);
      if (!request.meshGateway().mode().isEmpty()) {
        config.put(UpstreamValues.MESH_GATEWAY, UpstreamValues.gateway(request.meshGateway()));
      }
      UpstreamValues.merge(config, overrides.get(upstream));
      if (!config.isEmpty()) {
        all.add(new UpstreamSettings(upstream, config));
      }
    }
    return all.isEmpty() ? null : all;
  }

  static PeeredServiceName named(String service, String peer) {
    return new PeeredServiceName(new ServiceName(service), peer);
  }

  private static String upstreamProtocol(
      View view, PeeredServiceName upstream, @Nullable ProxyDefaults global) {
    String base = protocol(global);
    if (!upstream.peer().isEmpty() || upstream.serviceName().name().equals(ANY)) {
      return base;
    }
    ServiceDefaults defaults =
        ConfigEntries.body(view, EntryKinds.SERVICE_DEFAULTS, upstream.serviceName().name());
    return defaults == null ? base : first(defaults.protocol(), base);
  }

  /// The protocol that proxy-defaults name; empty for none.
  static String protocol(@Nullable ProxyDefaults global) {
    Object named = global == null || global.config() == null ? null : global.config().get(PROTOCOL);
    return switch (named) {
      case String text -> text;
      case Number number when number.longValue() == number.doubleValue() ->
          Long.toString(number.longValue());
      case null, default -> "";
    };
  }
}
