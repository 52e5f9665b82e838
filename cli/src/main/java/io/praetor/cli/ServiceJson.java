// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.config.ProxyDefinition;
import io.praetor.config.ServiceDefinition;
import java.util.List;

/// A service definition from a file as the body of a registration.
final class ServiceJson {
  private ServiceJson() {}

  static Json of(ServiceDefinition service) {
    Json.Builder json =
        Json.object()
            .putUnlessEmpty("Kind", service.kind())
            .putUnlessEmpty("ID", service.id())
            .putUnlessEmpty("Name", service.name())
            .putUnlessEmpty("Tags", service.tags())
            .putUnlessEmpty("Address", service.address())
            .putUnlessEmpty("SocketPath", service.socketPath())
            .putUnlessEmpty("Meta", service.meta())
            .putUnlessEmpty("Token", service.token());
    if (service.port() != 0) {
      json.put("Port", service.port());
    }
    if (!service.ports().isEmpty()) {
      json.put("Ports", list(service.ports(), ServiceJson::port));
    }
    if (!service.taggedAddresses().isEmpty()) {
      Json.Builder addresses = Json.object();
      service
          .taggedAddresses()
          .forEach(
              (name, at) ->
                  addresses.put(
                      name,
                      Json.object().put("Address", at.address()).put("Port", at.port()).build()));
      json.put("TaggedAddresses", addresses.build());
    }
    if (service.enableTagOverride()) {
      json.put("EnableTagOverride", true);
    }
    ServiceDefinition.Weights weights = service.weights();
    json.put(
        "Weights",
        Json.object()
            .put("Passing", weights == null ? 1 : weights.passing())
            .put("Warning", weights == null ? 1 : weights.warning())
            .build());
    if (!service.allChecks().isEmpty()) {
      json.put("Checks", list(service.allChecks(), CheckJson::of));
    }
    return withMesh(json, service).build();
  }

  private static Json.Builder withMesh(Json.Builder json, ServiceDefinition service) {
    ProxyDefinition proxy = service.proxy();
    if (proxy != null) {
      json.put("Proxy", ProxyJson.of(proxy));
    }
    ServiceDefinition.ConnectDefinition connect = service.connect();
    if (connect != null) {
      Json.Builder mesh = Json.object();
      if (connect.isNative()) {
        mesh.put("Native", true);
      }
      ServiceDefinition sidecar = connect.sidecarService();
      if (sidecar != null) {
        mesh.put("SidecarService", of(sidecar));
      }
      json.put("Connect", mesh.build());
    }
    if (service.locality() != null) {
      json.put(
          "Locality",
          Json.object()
              .put("Region", service.locality().region())
              .put("Zone", service.locality().zone())
              .build());
    }
    return json;
  }

  private static Json port(ServiceDefinition.Port port) {
    return Json.object()
        .put("Name", port.name())
        .put("Port", port.port())
        .put("Default", port.isDefault())
        .build();
  }

  static <T> Json list(List<T> values, java.util.function.Function<T, Json> each) {
    return new Json.Arr(values.stream().map(each).toList());
  }
}
