// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.catalog.DeregisterRequest;
import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.HealthCheckDefinition;
import io.praetor.catalog.NodeService;
import io.praetor.catalog.RegisterRequest;
import io.praetor.catalog.ServiceValidation;
import io.praetor.catalog.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is checked and filled in before a registration goes into the log. Texts are Consul's. Pure.
final class Registrations {
  private static final int UUID_LENGTH = 36;
  private static final Set<Integer> UUID_DASHES = Set.of(8, 13, 18, 23);
  private static final Set<String> ANY_ADDRESSES = Set.of("0.0.0.0", "::", "[::]");

  private Registrations() {}

  /// @throws ConsulException when the request is refused
  static RegisterRequest prepare(RegisterRequest request, String datacenter) {
    checkDatacenter(request.datacenter(), datacenter);
    if (!request.peerName().isEmpty()) {
      throw new ConsulException("cannot register requests with PeerName in them");
    }
    if (request.node().isEmpty()) {
      throw new ConsulException("Must provide node");
    }
    if (request.address().isEmpty() && !request.skipNodeUpdate()) {
      throw new ConsulException("Must provide address if SkipNodeUpdate is not set");
    }
    checkId(request.id());
    RegisterRequest.Builder out = request.toBuilder().datacenter(datacenter);
    NodeService service = request.service();
    if (service != null) {
      out.service(prepare(service));
    }
    List<HealthCheck> checks = new ArrayList<>();
    HealthCheck one = request.check();
    if (one != null) {
      checks.add(prepare(one, request.node()));
    }
    List<HealthCheck> more = request.checks();
    if (more != null) {
      more.forEach(check -> checks.add(prepare(check, request.node())));
    }
    return out.check(null).checks(checks.isEmpty() ? null : checks).build();
  }

  private static void checkDatacenter(String asked, String own) {
    if (!asked.isEmpty() && !asked.equalsIgnoreCase(own)) {
      throw ConsulException.noPathToDatacenter();
    }
  }

  private static void checkId(String id) {
    if (id.isEmpty()) {
      return;
    }
    if (id.length() != UUID_LENGTH) {
      throw new ConsulException("Bad node ID: uuid string is wrong length");
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = id.charAt(i);
      if (UUID_DASHES.contains(i)) {
        if (c != '-') {
          throw new ConsulException("Bad node ID: uuid is improperly formatted");
        }
      } else if (Character.digit(c, 16) < 0 || c >= 0x80) {
        throw new ConsulException(
            String.format(
                Locale.ROOT, "Bad node ID: encoding/hex: invalid byte: U+%04X '%c'", (int) c, c));
      }
    }
  }

  private static NodeService prepare(NodeService service) {
    NodeService.Builder out = service.toBuilder();
    if (service.id().isEmpty() && service.service().isEmpty()) {
      throw new ConsulException(
          "service name (Service.Service) is required; both Service ID (Service.ID) and Service"
              + " Name cannot be empty");
    }
    if (service.service().isEmpty()) {
      throw new ConsulException(
          "Must provide service name (Service.Service) when service ID is provided");
    }
    if (service.id().isEmpty()) {
      out.id(service.service());
    }
    if (ANY_ADDRESSES.contains(service.address())) {
      throw new ConsulException("Invalid service address");
    }
    ServiceValidation.fault(service)
        .ifPresent(
            text -> {
              throw new ConsulException(text);
            });
    if (service.weights() == null) {
      out.weights(Weights.ONE);
    }
    return out.build();
  }

  private static HealthCheck prepare(HealthCheck check, String node) {
    HealthCheck.Builder out = check.toBuilder();
    if (check.checkId().isEmpty()) {
      out.checkId(check.name());
    }
    if (check.node().isEmpty()) {
      out.node(node);
    }
    if (check.type().isEmpty()) {
      out.type(typeOf(check.definition()));
    }
    return out.build();
  }

  /// Consul names these kinds only.
  private static String typeOf(HealthCheckDefinition definition) {
    if (isSet(definition.scriptArgs())) {
      return "script";
    }
    if (!definition.http().isEmpty()) {
      return "http";
    }
    if (!definition.tcp().isEmpty()) {
      return "tcp";
    }
    if (!definition.ttl().isZero()) {
      return "ttl";
    }
    return definition.aliasNode().isEmpty() && definition.aliasService().isEmpty() ? "" : "alias";
  }

  private static boolean isSet(@Nullable List<String> values) {
    return values != null && !values.isEmpty();
  }

  /// @throws ConsulException when the request is refused
  static DeregisterRequest prepare(DeregisterRequest request, String datacenter) {
    checkDatacenter(request.datacenter(), datacenter);
    if (request.node().isEmpty()) {
      throw new ConsulException("Must provide node");
    }
    return request;
  }
}
