// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.catalog.AccessLogsConfig;
import io.praetor.catalog.ConnectProxyConfig;
import io.praetor.catalog.ExposeConfig;
import io.praetor.catalog.MeshGatewayConfig;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceVirtualIp.PeeredServiceName;
import io.praetor.catalog.TransparentProxyConfig;
import io.praetor.catalog.Upstream;
import io.praetor.catalog.entries.ServiceConfigResponse.UpstreamSettings;
import io.praetor.store.ReadResult;
import io.praetor.store.Topic;
import io.praetor.store.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A proxy as registered, with what configuration entries add to it: `?merge-central-config`. What the
/// registration says wins.
public final class MergedProxy {
  private static final Set<String> GATEWAYS =
      Set.of("mesh-gateway", "ingress-gateway", "terminating-gateway", "api-gateway");
  private static final String PROXY = "connect-proxy";

  private MergedProxy() {}

  /// The same result, which now depends on all configuration entries.
  public static <T> ReadResult<T> dependent(View view, ReadResult<T> result) {
    List<Topic> topics = new ArrayList<>(result.topics());
    topics.add(Topic.index(ConfigEntries.INDEX));
    return new ReadResult<>(
        result.value(), Math.max(result.index(), view.index(ConfigEntries.INDEX)), topics);
  }

  /// Whether configuration entries add to services of this kind.
  public static boolean merges(String kind) {
    return kind.equals(PROXY) || GATEWAYS.contains(kind);
  }

  public static NodeService of(View view, NodeService service) {
    ConnectProxyConfig merged = of(view, service.kind(), service.service(), service.proxy());
    return merged == service.proxy() ? service : service.toBuilder().proxy(merged).build();
  }

  /// The proxy part of an instance of this kind and service; the same one when it is no proxy.
  public static ConnectProxyConfig of(
      View view, String kind, String service, ConnectProxyConfig proxy) {
    if (!merges(kind)) {
      return proxy;
    }
    String name = kind.equals(PROXY) ? proxy.destinationServiceName() : service;
    List<PeeredServiceName> upstreams =
        Forms.items(proxy.upstreams()).stream()
            .filter(MergedProxy::isService)
            .map(one -> CentralConfig.named(one.destinationName(), one.destinationPeer()))
            .toList();
    return merge(
        proxy,
        CentralConfig.resolve(
            view, new ServiceConfigRequest(name, proxy.mode(), proxy.meshGateway(), upstreams)));
  }

  private static boolean isService(Upstream upstream) {
    return upstream.destinationType().isEmpty() || upstream.destinationType().equals("service");
  }

  private static ConnectProxyConfig merge(ConnectProxyConfig proxy, ServiceConfigResponse central) {
    MeshGatewayConfig gateway =
        proxy.meshGateway().mode().isEmpty() ? central.meshGateway() : proxy.meshGateway();
    String mode = proxy.mode().isEmpty() ? central.mode() : proxy.mode();
    return proxy.toBuilder()
        .config(over(central.proxyConfig(), proxy.config()))
        .meshGateway(gateway)
        .expose(expose(proxy.expose(), central.expose()))
        .mode(mode)
        .transparentProxy(transparent(proxy.transparentProxy(), central.transparentProxy()))
        .accessLogs(
            proxy.accessLogs().equals(AccessLogsConfig.NONE)
                ? central.accessLogs()
                : proxy.accessLogs())
        .envoyExtensions(
            central.envoyExtensions() == null ? proxy.envoyExtensions() : central.envoyExtensions())
        .upstreams(upstreams(proxy, central, mode, gateway))
        .build();
  }

  /// Null stays null where neither says anything.
  private static @Nullable Map<String, @Nullable Object> over(
      @Nullable Map<String, @Nullable Object> base, @Nullable Map<String, @Nullable Object> own) {
    Map<String, @Nullable Object> merged = new TreeMap<>();
    if (base != null) {
      merged.putAll(base);
    }
    if (own != null) {
      merged.putAll(own);
    }
    return merged.isEmpty() ? own : merged;
  }

  private static ExposeConfig expose(ExposeConfig own, ExposeConfig central) {
    return new ExposeConfig(
        own.checks() || central.checks(),
        Forms.items(own.paths()).isEmpty() ? central.paths() : own.paths());
  }

  private static TransparentProxyConfig transparent(
      TransparentProxyConfig own, TransparentProxyConfig central) {
    return new TransparentProxyConfig(
        own.outboundListenerPort() == 0
            ? central.outboundListenerPort()
            : own.outboundListenerPort(),
        own.dialedDirectly() || central.dialedDirectly());
  }

  private static @Nullable List<Upstream> upstreams(
      ConnectProxyConfig proxy,
      ServiceConfigResponse central,
      String mode,
      MeshGatewayConfig gateway) {
    Map<PeeredServiceName, Map<String, @Nullable Object>> settings = new LinkedHashMap<>();
    for (UpstreamSettings one : Forms.items(central.upstreamConfigs())) {
      settings.put(one.upstream(), one.config() == null ? Map.of() : one.config());
    }
    List<Upstream> all = new ArrayList<>();
    for (Upstream upstream : Forms.items(proxy.upstreams())) {
      PeeredServiceName name =
          CentralConfig.named(upstream.destinationName(), upstream.destinationPeer());
      Map<String, @Nullable Object> config = settings.get(name);
      all.add(
          config == null || !isService(upstream)
              ? upstream.toBuilder()
                  .meshGateway(
                      upstream.meshGateway().mode().isEmpty() && isService(upstream)
                          ? gateway
                          : upstream.meshGateway())
                  .build()
              : merged(upstream, config, gateway));
      if (isService(upstream)) {
        settings.remove(name);
      }
    }
    if (mode.equals(CentralConfig.TRANSPARENT)) {
      for (Map.Entry<PeeredServiceName, Map<String, @Nullable Object>> one : settings.entrySet()) {
        all.add(central(one.getKey(), one.getValue(), gateway));
      }
    }
    return all.isEmpty() ? proxy.upstreams() : all;
  }

  /// An upstream that is there because an entry names it.
  private static Upstream central(
      PeeredServiceName name, Map<String, @Nullable Object> config, MeshGatewayConfig gateway) {
    Upstream upstream =
        Upstream.builder()
            .destinationNamespace("default")
            .destinationPartition("default")
            .destinationName(name.serviceName().name())
            .destinationPeer(name.peer())
            .centrallyConfigured(true)
            .build();
    return merged(upstream, config, gateway).toBuilder().config(config).build();
  }

  private static Upstream merged(
      Upstream upstream, Map<String, @Nullable Object> central, MeshGatewayConfig gateway) {
    Map<String, @Nullable Object> config = new LinkedHashMap<>(central);
    Object mode =
        config.remove(UpstreamValues.MESH_GATEWAY) instanceof Map<?, ?> map
            ? map.get("Mode")
            : null;
    MeshGatewayConfig through = upstream.meshGateway();
    if (through.mode().isEmpty()) {
      through = mode instanceof String text ? new MeshGatewayConfig(text) : gateway;
    }
    return upstream.toBuilder()
        .config(over(config, upstream.config()))
        .meshGateway(through)
        .build();
  }
}
