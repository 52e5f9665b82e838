// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.agent.checks.CheckKind;
import io.praetor.agent.checks.CheckKinds;
import io.praetor.catalog.CheckType;
import io.praetor.catalog.ConnectProxyConfig;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.ServiceAddress;
import io.praetor.catalog.ServiceConnect;
import io.praetor.catalog.ServiceDefinition;
import io.praetor.catalog.ServicePort;
import io.praetor.catalog.Weights;
import io.praetor.wire.GoDuration;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Turns valid definitions into what the agent keeps: default ids, names, weights, addresses. Pure.
final class Registration {
  private Registration() {}

  /// The checks of a service in the order of their numbers: the single one first.
  static List<CheckType> checksOf(ServiceDefinition service) {
    List<CheckType> checks = new ArrayList<>();
    if (!service.check().equals(CheckType.NONE)) {
      checks.add(service.check());
    }
    if (service.checks() != null) {
      checks.addAll(service.checks());
    }
    return checks;
  }

  static NodeService service(ServiceDefinition definition) {
    List<ServicePort> ports = definition.ports() == null ? List.of() : definition.ports();
    int port =
        ports.stream()
            .filter(ServicePort::isDefault)
            .mapToInt(ServicePort::port)
            .findFirst()
            .orElse(definition.port());
    boolean plain = definition.kind().isEmpty();
    ConnectProxyConfig proxy = definition.proxy();
    ServiceConnect connect = definition.connect();
    return NodeService.builder()
        .kind(definition.kind())
        .id(definition.id().isEmpty() ? definition.name() : definition.id())
        .service(definition.name())
        .tags(definition.tags())
        .address(definition.address())
        .taggedAddresses(taggedAddresses(definition, port))
        .meta(definition.meta())
        .port(port)
        .ports(ports.isEmpty() ? null : ports)
        .socketPath(definition.socketPath())
        .weights(definition.weights() == null ? Weights.ONE : definition.weights())
        .enableTagOverride(definition.enableTagOverride())
        .proxy(plain || proxy == null ? ConnectProxyConfig.NONE : withUpstreamTypes(proxy))
        .connect(
            connect != null && connect.isNative()
                ? new ServiceConnect(true, null, null)
                : ServiceConnect.NONE)
        .locality(definition.locality())
        .build();
  }

  /// An upstream without a type is one to a service, and is shown so.
  private static ConnectProxyConfig withUpstreamTypes(ConnectProxyConfig proxy) {
    if (proxy.upstreams() == null) {
      return proxy;
    }
    return proxy.toBuilder()
        .upstreams(
            proxy.upstreams().stream()
                .map(
                    upstream ->
                        upstream.destinationType().isEmpty()
                            ? upstream.toBuilder().destinationType("service").build()
                            : upstream)
                .toList())
        .build();
  }

  /// A service with an IP address of its own also has it under the names of its family. Both names
  /// get the service's address, the wide-area one too (observed).
  private static @Nullable Map<String, ServiceAddress> taggedAddresses(
      ServiceDefinition definition, int port) {
    Map<String, ServiceAddress> given = definition.taggedAddresses();
    String family = family(definition.address());
    if (family.isEmpty()) {
      return given == null || given.isEmpty() ? null : given;
    }
    Map<String, ServiceAddress> all = new TreeMap<>(given == null ? Map.of() : given);
    ServiceAddress own = new ServiceAddress(definition.address(), port);
    all.putIfAbsent("lan_" + family, own);
    all.putIfAbsent("wan_" + family, own);
    return all;
  }

  private static String family(String address) {
    if (address.isEmpty()) {
      return "";
    }
    try {
      return InetAddress.ofLiteral(address).getAddress().length == 4 ? "ipv4" : "ipv6";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /// The check of a service, the `number`-th of `count`.
  static CheckEntry serviceCheck(
      String node, ServiceEntry service, CheckType check, int number, int count) {
    String id = check.checkId();
    if (id.isEmpty()) {
      id = "service:" + service.id() + (count > 1 ? ":" + number : "");
    }
    String name =
        check.name().isEmpty()
            ? "Service '" + service.service().service() + "' check"
            : check.name();
    HealthCheck made =
        status(node, check)
            .checkId(id)
            .name(name)
            .serviceId(service.id())
            .serviceName(service.service().service())
            .serviceTags(service.service().tags())
            .interval(textOrEmpty(check.interval()))
            .timeout(textOrEmpty(check.timeout()))
            .build();
    return new CheckEntry(made, check, service.token(), service.source());
  }

  /// A check that was registered by itself, for a service or the node. Its durations show as `0s`
  /// where those of a service's own check show as nothing.
  static CheckEntry check(
      String node, CheckType check, @Nullable ServiceEntry service, String token, Source source) {
    HealthCheck.Builder made =
        status(node, check)
            .checkId(check.checkId().isEmpty() ? check.name() : check.checkId())
            .name(check.name())
            .interval(GoDuration.format(check.interval()))
            .timeout(GoDuration.format(check.timeout()));
    if (service != null) {
      made.serviceId(service.id())
          .serviceName(service.service().service())
          .serviceTags(service.service().tags());
    }
    return new CheckEntry(made.build(), check, token, source);
  }

  private static HealthCheck.Builder status(String node, CheckType check) {
    CheckKind kind = CheckKinds.of(check);
    return HealthCheck.builder()
        .node(node)
        .notes(check.notes())
        .status(check.status().isEmpty() ? "critical" : check.status())
        .type(kind == null ? "" : kind.type());
  }

  private static String textOrEmpty(Duration duration) {
    return duration.isZero() ? "" : GoDuration.format(duration);
  }
}
