// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.AccessLogsConfig;
import io.praetor.catalog.CheckType;
import io.praetor.catalog.ConnectProxyConfig;
import io.praetor.catalog.EnvoyExtension;
import io.praetor.catalog.ExposeConfig;
import io.praetor.catalog.ExposePath;
import io.praetor.catalog.Locality;
import io.praetor.catalog.MeshGatewayConfig;
import io.praetor.catalog.ServiceAddress;
import io.praetor.catalog.ServiceConnect;
import io.praetor.catalog.ServiceDefinition;
import io.praetor.catalog.ServicePort;
import io.praetor.catalog.TransparentProxyConfig;
import io.praetor.catalog.Upstream;
import io.praetor.catalog.Weights;
import io.praetor.config.CheckDefinition;
import io.praetor.config.ProxyDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Definitions from configuration files in the form in which the API takes them, so that both go
/// the same way from there.
final class Definitions {
  private Definitions() {}

  static ServiceDefinition service(io.praetor.config.ServiceDefinition file) {
    io.praetor.config.ServiceDefinition.ConnectDefinition connect = file.connect();
    io.praetor.config.ServiceDefinition sidecar = connect == null ? null : connect.sidecarService();
    return ServiceDefinition.builder()
        .kind(file.kind())
        .id(file.id())
        .name(file.name())
        .tags(nullIfEmpty(file.tags()))
        .address(file.address())
        .taggedAddresses(addresses(file.taggedAddresses()))
        .meta(file.meta().isEmpty() ? null : file.meta())
        .port(file.port())
        .ports(
            file.ports().isEmpty()
                ? null
                : file.ports().stream()
                    .map(port -> new ServicePort(port.name(), port.port(), port.isDefault()))
                    .toList())
        .socketPath(file.socketPath())
        .check(file.check() == null ? CheckType.NONE : check(file.check()))
        .checks(nullIfEmpty(file.checks().stream().map(Definitions::check).toList()))
        .weights(
            file.weights() == null
                ? null
                : new Weights(file.weights().passing(), file.weights().warning()))
        .token(file.token())
        .enableTagOverride(file.enableTagOverride())
        .locality(
            file.locality() == null
                ? null
                : new Locality(file.locality().region(), file.locality().zone()))
        .proxy(file.proxy() == null ? null : proxy(file.proxy()))
        .connect(
            connect == null
                ? null
                : new ServiceConnect(
                    connect.isNative(), sidecar == null ? null : service(sidecar), null))
        .build();
  }

  /// The service that the check belongs to and its token stay behind.
  static CheckType check(CheckDefinition file) {
    return CheckType.builder()
        .checkId(file.id())
        .name(file.name())
        .notes(file.notes())
        .status(file.status())
        .scriptArgs(nullIfEmpty(file.scriptArgs()))
        .http(file.http())
        .header(file.header().isEmpty() ? null : file.header())
        .method(file.method())
        .body(file.body())
        .disableRedirects(file.disableRedirects())
        .tcp(file.tcp())
        .tcpUseTls(file.tcpUseTls())
        .udp(file.udp())
        .interval(file.interval())
        .dockerContainerId(file.dockerContainerId())
        .shell(file.shell())
        .grpc(file.grpc())
        .grpcUseTls(file.grpcUseTls())
        .h2ping(file.h2ping())
        .h2pingUseTls(file.h2pingUseTls())
        .tlsServerName(file.tlsServerName())
        .tlsSkipVerify(file.tlsSkipVerify())
        .aliasNode(file.aliasNode())
        .aliasService(file.aliasService())
        .osService(file.osService())
        .timeout(file.timeout())
        .ttl(file.ttl())
        .outputMaxSize(file.outputMaxSizeBytes())
        .successBeforePassing(file.successBeforePassing())
        .failuresBeforeWarning(file.failuresBeforeWarning())
        .failuresBeforeCritical(file.failuresBeforeCritical())
        .deregisterCriticalServiceAfter(file.deregisterCriticalServiceAfter())
        .build();
  }

  private static ConnectProxyConfig proxy(ProxyDefinition file) {
    ProxyDefinition.TransparentProxy transparent = file.transparentProxy();
    return ConnectProxyConfig.builder()
        .destinationServiceName(file.destinationServiceName())
        .destinationServiceId(file.destinationServiceId())
        .localServiceAddress(file.localServiceAddress())
        .localServicePort(file.localServicePort())
        .localServiceSocketPath(file.localServiceSocketPath())
        .mode(file.mode())
        .config(tree(file.config()))
        .upstreams(nullIfEmpty(file.upstreams().stream().map(Definitions::upstream).toList()))
        .meshGateway(new MeshGatewayConfig(file.meshGatewayMode()))
        .expose(
            new ExposeConfig(
                file.expose().checks(),
                nullIfEmpty(file.expose().paths().stream().map(Definitions::path).toList())))
        .transparentProxy(
            transparent == null
                ? TransparentProxyConfig.NONE
                : new TransparentProxyConfig(
                    transparent.outboundListenerPort(), transparent.dialedDirectly()))
        .mutualTlsMode(file.mutualTlsMode())
        .accessLogs(
            file.accessLogs() == null ? AccessLogsConfig.NONE : accessLogs(file.accessLogs()))
        .envoyExtensions(
            nullIfEmpty(file.envoyExtensions().stream().map(Definitions::extension).toList()))
        .build();
  }

  private static Upstream upstream(ProxyDefinition.Upstream file) {
    return Upstream.builder()
        .destinationType(file.destinationType())
        .destinationNamespace(file.destinationNamespace())
        .destinationPartition(file.destinationPartition())
        .destinationPeer(file.destinationPeer())
        .destinationName(file.destinationName())
        .datacenter(file.datacenter())
        .localBindAddress(file.localBindAddress())
        .localBindPort(file.localBindPort())
        .localBindSocketPath(file.localBindSocketPath())
        .localBindSocketMode(file.localBindSocketMode())
        .config(tree(file.config()))
        .meshGateway(new MeshGatewayConfig(file.meshGatewayMode()))
        .build();
  }

  private static ExposePath path(ProxyDefinition.Expose.Path file) {
    return new ExposePath(
        file.listenerPort(), file.path(), file.localPathPort(), file.protocol(), false);
  }

  private static AccessLogsConfig accessLogs(Map<String, Object> file) {
    return new AccessLogsConfig(
        Boolean.TRUE.equals(file.get("enabled")),
        Boolean.TRUE.equals(file.get("disable_listener_logs")),
        text(file, "type"),
        text(file, "path"),
        text(file, "json_format"),
        text(file, "text_format"));
  }

  private static EnvoyExtension extension(Map<String, Object> file) {
    Map<String, Object> arguments = new HashMap<>();
    if (file.get("arguments") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> arguments.put(String.valueOf(name), value));
    }
    return new EnvoyExtension(
        text(file, "name"),
        Boolean.TRUE.equals(file.get("required")),
        arguments,
        text(file, "consul_version"),
        text(file, "envoy_version"));
  }

  private static String text(Map<String, Object> file, String key) {
    return file.get(key) instanceof String value ? value : "";
  }

  private static @Nullable Map<String, @Nullable Object> tree(Map<String, Object> file) {
    return file.isEmpty() ? null : new HashMap<>(file);
  }

  private static @Nullable Map<String, ServiceAddress> addresses(
      Map<String, io.praetor.config.ServiceDefinition.ServiceAddress> file) {
    if (file.isEmpty()) {
      return null;
    }
    Map<String, ServiceAddress> all = new HashMap<>();
    file.forEach((name, one) -> all.put(name, new ServiceAddress(one.address(), one.port())));
    return all;
  }

  private static <T> @Nullable List<T> nullIfEmpty(List<T> list) {
    return list.isEmpty() ? null : list;
  }
}
