// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The records of watch results as Consul's Go client writes them again. It leaves out what its own structures do not have
/// and writes zero values where the HTTP API leaves them out; handlers see that form.
final class WatchShapes {
  private static final Json EMPTY = Json.of("");
  private static final Json ZERO = Json.of("0s");
  private static final Json FALSE = Json.of(false);

  private WatchShapes() {}

  static Json pair(Json pair) {
    Json.Builder shaped =
        Json.object()
            .put("Key", pair.text("Key"))
            .put("CreateIndex", number(pair, "CreateIndex"))
            .put("ModifyIndex", number(pair, "ModifyIndex"))
            .put("LockIndex", number(pair, "LockIndex"))
            .put("Flags", number(pair, "Flags"))
            .put("Value", pair.at("Value"))
            .put("Session", pair.text("Session"));
    return shaped
        .putUnlessEmpty("Namespace", pair.text("Namespace"))
        .putUnlessEmpty("Partition", pair.text("Partition"))
        .build();
  }

  private static Json number(Json of, String name) {
    return of.at(name).isNull() ? Json.of(0) : of.at(name);
  }

  static Json check(Json check) {
    Map<String, Json> fields = new LinkedHashMap<>(check.fields());
    List.of("Interval", "Timeout", "PeerName").forEach(fields::remove);
    fields.put("Definition", definition(check.at("Definition")));
    Json.Builder shaped = Json.object();
    fields.forEach(shaped::put);
    return shaped.build();
  }

  private static Json definition(Json definition) {
    return Json.object()
        .put("Interval", or(definition, "Interval", ZERO))
        .put("Timeout", or(definition, "Timeout", ZERO))
        .put(
            "DeregisterCriticalServiceAfter",
            or(definition, "DeregisterCriticalServiceAfter", ZERO))
        .put("HTTP", or(definition, "HTTP", EMPTY))
        .put("Header", definition.at("Header"))
        .put("Method", or(definition, "Method", EMPTY))
        .put("Body", or(definition, "Body", EMPTY))
        .put("TLSServerName", or(definition, "TLSServerName", EMPTY))
        .put("TLSSkipVerify", or(definition, "TLSSkipVerify", FALSE))
        .put("TCP", or(definition, "TCP", EMPTY))
        .put("TCPUseTLS", or(definition, "TCPUseTLS", FALSE))
        .put("UDP", or(definition, "UDP", EMPTY))
        .put("GRPC", or(definition, "GRPC", EMPTY))
        .put("OSService", or(definition, "OSService", EMPTY))
        .put("GRPCUseTLS", or(definition, "GRPCUseTLS", FALSE))
        .build();
  }

  private static Json or(Json of, String name, Json fallback) {
    return of.at(name).isNull() ? fallback : of.at(name);
  }

  static Json serviceEntry(Json entry) {
    return Json.object()
        .put("Node", entry.at("Node"))
        .put("Service", service(entry.at("Service")))
        .put(
            "Checks",
            new Json.Arr(entry.at("Checks").items().stream().map(WatchShapes::check).toList()))
        .build();
  }

  private static Json service(Json service) {
    Map<String, Json> fields = new LinkedHashMap<>(service.fields());
    fields.putIfAbsent("Port", Json.of(0));
    fields.remove("PeerName", EMPTY);
    if (service.at("Proxy").text("Mode").isEmpty() && !service.at("Proxy").isNull()) {
      Map<String, Json> proxy = new LinkedHashMap<>(service.at("Proxy").fields());
      proxy.remove("Mode");
      fields.put("Proxy", new Json.Obj(proxy));
    }
    return new Json.Obj(fields);
  }
}
