// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.HealthCheckDefinition;
import io.praetor.http.agent.ServiceHealth;
import io.praetor.wire.Codec;
import io.praetor.wire.Encoder;
import io.praetor.wire.GoDuration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answers of `/v1/agent/health/service`: a service with its checks in the form of Consul's API
/// client, in which a definition shows every member.
final class AgentHealthJson {
  /// @param health null when there is no such service
  record View(@Nullable ServiceHealth health, String datacenter) {}

  static final Codec<View> CODEC = new Encoding<>(AgentHealthJson::write);

  private AgentHealthJson() {}

  private static void write(Encoder out, View view) {
    ServiceHealth health = view.health();
    out.beginMap(0);
    out.key("AggregatedStatus");
    out.string(health == null ? "critical" : health.status());
    out.key("Service");
    if (health == null) {
      out.nil();
    } else {
      AgentServiceJson.CODEC.write(
          out, new AgentServiceJson.View(health.service(), "", view.datacenter()));
    }
    out.key("Checks");
    if (health == null) {
      out.nil();
    } else {
      out.beginArray(health.checks().size());
      health.checks().forEach(check -> check(out, check));
      out.endArray();
    }
    out.endMap();
  }

  private static void check(Encoder out, HealthCheck check) {
    out.beginMap(0);
    text(out, "Node", check.node());
    text(out, "CheckID", check.checkId());
    text(out, "Name", check.name());
    text(out, "Status", check.status());
    text(out, "Notes", check.notes());
    text(out, "Output", check.output());
    text(out, "ServiceID", check.serviceId());
    text(out, "ServiceName", check.serviceName());
    // The route leaves out what it could know: tags, type and times of the check.
    out.key("ServiceTags");
    out.nil();
    text(out, "Type", "");
    number(out, "ExposedPort", check.exposedPort());
    out.key("Definition");
    definition(out, check.definition());
    number(out, "CreateIndex", 0);
    number(out, "ModifyIndex", 0);
    out.endMap();
  }

  private static void definition(Encoder out, HealthCheckDefinition definition) {
    out.beginMap(0);
    text(out, "Interval", GoDuration.format(definition.interval()));
    text(out, "Timeout", GoDuration.format(definition.timeout()));
    text(
        out,
        "DeregisterCriticalServiceAfter",
        GoDuration.format(definition.deregisterCriticalServiceAfter()));
    text(out, "HTTP", definition.http());
    out.key("Header");
    header(out, definition.header());
    text(out, "Method", definition.method());
    text(out, "Body", definition.body());
    text(out, "TLSServerName", definition.tlsServerName());
    flag(out, "TLSSkipVerify", definition.tlsSkipVerify());
    text(out, "TCP", definition.tcp());
    flag(out, "TCPUseTLS", definition.tcpUseTls());
    text(out, "UDP", definition.udp());
    text(out, "GRPC", definition.grpc());
    text(out, "OSService", definition.osService());
    flag(out, "GRPCUseTLS", definition.grpcUseTls());
    out.endMap();
  }

  private static void header(Encoder out, @Nullable Map<String, List<String>> header) {
    if (header == null) {
      out.nil();
      return;
    }
    out.beginMap(header.size());
    header.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            field -> {
              out.key(field.getKey());
              out.beginArray(field.getValue().size());
              field.getValue().forEach(out::string);
              out.endArray();
            });
    out.endMap();
  }

  private static void text(Encoder out, String name, String value) {
    out.key(name);
    out.string(value);
  }

  private static void flag(Encoder out, String name, boolean value) {
    out.key(name);
    out.bool(value);
  }

  private static void number(Encoder out, String name, long value) {
    out.key(name);
    out.int64(value);
  }
}
