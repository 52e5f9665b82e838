// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.CheckType;
import io.praetor.catalog.ConnectProxyConfig;
import io.praetor.catalog.ServiceDefinition;
import io.praetor.http.agent.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fills in what a `connect.sidecar_service` leaves out, from its service. Pure.
final class Sidecar {
  private static final Duration LISTENING_INTERVAL = Duration.ofSeconds(10);

  private Sidecar() {}

  static String idOf(String serviceId) {
    return serviceId + "-sidecar-proxy";
  }

  /// The sidecar as if it had been written out, null when the service has none.
  ///
  /// @param usedPorts ports that other services of this agent have
  /// @param oldPort the port of the sidecar that is being replaced, 0 for none
  static @Nullable ServiceDefinition of(
      ServiceDefinition parent, Set<Integer> usedPorts, int oldPort, LocalRules rules) {
    ServiceDefinition given = parent.connect() == null ? null : parent.connect().sidecarService();
    if (given == null) {
      return null;
    }
    String parentId = parent.id().isEmpty() ? parent.name() : parent.id();
    int port = given.port();
    if (port == 0 && (given.ports() == null || given.ports().isEmpty())) {
      port = oldPort != 0 ? oldPort : freePort(usedPorts, rules);
    }
    String address = given.address().isEmpty() ? parent.address() : given.address();
    ServiceDefinition.Builder sidecar =
        given.toBuilder()
            .kind(given.kind().isEmpty() ? "connect-proxy" : given.kind())
            .id(idOf(parentId))
            .name(given.name().isEmpty() ? parent.name() + "-sidecar-proxy" : given.name())
            .tags(given.tags() == null ? parent.tags() : given.tags())
            .meta(given.meta() == null ? parent.meta() : given.meta())
            .address(address)
            .port(port)
            .locality(given.locality() == null ? parent.locality() : given.locality())
            .token(given.token().isEmpty() ? parent.token() : given.token())
            .proxy(proxy(parent, parentId, given.proxy()));
    if (Registration.checksOf(given).isEmpty()) {
      sidecar.checks(defaultChecks(parentId, address, port));
    }
    return sidecar.build();
  }

  private static ConnectProxyConfig proxy(
      ServiceDefinition parent, String parentId, @Nullable ConnectProxyConfig given) {
    ConnectProxyConfig proxy = given == null ? ConnectProxyConfig.NONE : given;
    ConnectProxyConfig.Builder full = proxy.toBuilder();
    if (proxy.destinationServiceName().isEmpty()) {
      full.destinationServiceName(parent.name());
    }
    if (proxy.destinationServiceId().isEmpty()) {
      full.destinationServiceId(parentId);
    }
    String socket = proxy.localServiceSocketPath();
    if (proxy.localServicePort() == 0 && socket.isEmpty()) {
      if (parent.port() > 0) {
        full.localServicePort(parent.port());
      } else {
        socket = parent.socketPath();
        full.localServiceSocketPath(socket);
      }
    }
    if (proxy.localServiceAddress().isEmpty() && socket.isEmpty()) {
      full.localServiceAddress("127.0.0.1");
    }
    return full.build();
  }

  private static List<CheckType> defaultChecks(String parentId, String address, int port) {
    String host = address.isEmpty() ? "127.0.0.1" : address;
    return List.of(
        CheckType.builder()
            .name("Connect Sidecar Listening")
            .tcp((host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port)
            .interval(LISTENING_INTERVAL)
            .build(),
        CheckType.builder()
            .name("Connect Sidecar Aliasing " + parentId)
            .aliasService(parentId)
            .build());
  }

  private static int freePort(Set<Integer> used, LocalRules rules) {
    if (rules.sidecarMinPort() <= 0) {
      throw new RefusedException(
          400,
          "no port provided for sidecar_service and sidecar auto-assignment disabled in config");
    }
    for (int port = rules.sidecarMinPort(); port <= rules.sidecarMaxPort(); port++) {
      if (!used.contains(port)) {
        return port;
      }
    }
    throw new RefusedException(
        400,
        "no port provided for sidecar_service and none left in the configured range ["
            + rules.sidecarMinPort()
            + ", "
            + rules.sidecarMaxPort()
            + "]");
  }
}
