// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryRules.require;

import io.praetor.catalog.AccessLogsConfig;
import io.praetor.wire.Codecs;
import io.praetor.wire.DecodeException;
import io.praetor.wire.Decoder;
import io.praetor.wire.GoQuote;
import io.praetor.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of proxy-defaults.
final class ProxyDefaultsRules {
  static final String GLOBAL = "global";
  private static final String FILE = "file";

  private ProxyDefaultsRules() {}

  static void check(ConfigEntry entry, ProxyDefaults body) {
    require(
        entry.name().equals(GLOBAL),
        "invalid name (" + GoQuote.quote(entry.name()) + "), only \"global\" is supported");
    logs(body.accessLogs());
    List<String> faults = new ArrayList<>();
    EnvoyExtensionRules.check(body.envoyExtensions(), faults);
    if (!faults.isEmpty()) {
      throw EntryException.of(faults);
    }
    DefaultsRules.mutualTls(body.mutualTlsMode());
    FailoverPolicy failover = body.failoverPolicy();
    require(
        failover == null || Set.of("", "sequential", "order-by-locality").contains(failover.mode()),
        "Failover-policy mode must be one of '', 'sequential', or 'order-by-locality'");
    locality(body.prioritizeByLocality());
  }

  static void locality(@Nullable PrioritizeByLocality locality) {
    require(
        locality == null || locality.mode().isEmpty(),
        "Prioritize-by-locality requires Consul Enterprise ");
  }

  private static void logs(AccessLogsConfig logs) {
    String type = logs.type();
    require(
        Set.of("", "default", "stderr", "stdout", FILE).contains(type),
        "invalid access log type: " + type);
    require(
        !type.equals(FILE) || !logs.path().isEmpty(),
        "path must be specified when using file type access logs");
    require(
        type.equals(FILE) || logs.path().isEmpty(), "path is only valid for file type access logs");
    require(
        logs.jsonFormat().isEmpty() || logs.textFormat().isEmpty(),
        "cannot specify both access log JSONFormat and TextFormat");
    if (!logs.jsonFormat().isEmpty()) {
      try {
        Json.read(
            Codecs.map(Codecs.ANY),
            logs.jsonFormat().getBytes(StandardCharsets.UTF_8),
            Decoder.Unknown.IGNORE);
      } catch (DecodeException e) {
        String text =
            e.kind() == DecodeException.Kind.END ? "unexpected end of JSON input" : e.getMessage();
        throw new EntryException("invalid access log json for JSON format: " + text);
      }
    }
  }
}
