// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import io.praetor.config.CheckDefinition;
import io.praetor.wire.GoDuration;
import java.time.Duration;

/// A check definition from a file as part of a registration.
final class CheckJson {
  private CheckJson() {}

  static Json of(CheckDefinition check) {
    Json.Builder json =
        Json.object()
            .putUnlessEmpty("CheckID", check.id())
            .putUnlessEmpty("Name", check.name())
            .putUnlessEmpty("Notes", check.notes())
            .putUnlessEmpty("Status", check.status())
            .putUnlessEmpty("Args", check.scriptArgs())
            .putUnlessEmpty("DockerContainerID", check.dockerContainerId())
            .putUnlessEmpty("Shell", check.shell())
            .putUnlessEmpty("HTTP", check.http())
            .putUnlessEmpty("Method", check.method())
            .putUnlessEmpty("Body", check.body())
            .putUnlessEmpty("TCP", check.tcp())
            .putUnlessEmpty("UDP", check.udp())
            .putUnlessEmpty("GRPC", check.grpc())
            .putUnlessEmpty("H2PING", check.h2ping())
            .putUnlessEmpty("OSService", check.osService())
            .putUnlessEmpty("TLSServerName", check.tlsServerName())
            .putUnlessEmpty("AliasNode", check.aliasNode())
            .putUnlessEmpty("AliasService", check.aliasService());
    duration(json, "Interval", check.interval());
    duration(json, "Timeout", check.timeout());
    duration(json, "TTL", check.ttl());
    duration(json, "DeregisterCriticalServiceAfter", check.deregisterCriticalServiceAfter());
    number(json, "SuccessBeforePassing", check.successBeforePassing());
    number(json, "FailuresBeforeWarning", check.failuresBeforeWarning());
    number(json, "FailuresBeforeCritical", check.failuresBeforeCritical());
    number(json, "OutputMaxSize", check.outputMaxSizeBytes());
    flag(json, "TLSSkipVerify", check.tlsSkipVerify());
    flag(json, "TCPUseTLS", check.tcpUseTls());
    flag(json, "GRPCUseTLS", check.grpcUseTls());
    flag(json, "DisableRedirects", check.disableRedirects());
    if (!check.h2ping().isEmpty()) {
      json.put("H2PingUseTLS", check.h2pingUseTls());
    }
    if (!check.header().isEmpty()) {
      Json.Builder header = Json.object();
      check.header().forEach((name, values) -> header.put(name, Json.ofTexts(values)));
      json.put("Header", header.build());
    }
    return json.build();
  }

  private static void duration(Json.Builder json, String name, Duration value) {
    if (!value.isZero()) {
      json.put(name, GoDuration.format(value));
    }
  }

  private static void number(Json.Builder json, String name, int value) {
    if (value != 0) {
      json.put(name, value);
    }
  }

  private static void flag(Json.Builder json, String name, boolean value) {
    if (value) {
      json.put(name, true);
    }
  }
}
