// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import io.praetor.catalog.MeshGatewayConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of an upstream in the free form that proxies are given them in.
final class UpstreamValues {
  static final String MESH_GATEWAY = "mesh_gateway";

  private UpstreamValues() {}

  static Map<String, @Nullable Object> gateway(MeshGatewayConfig gateway) {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    text(value, "Mode", gateway.mode());
    return value;
  }

  /// Puts what is set over what is there.
  static void merge(Map<String, @Nullable Object> config, @Nullable UpstreamConfig from) {
    if (from == null) {
      return;
    }
    text(config, "envoy_listener_json", from.envoyListenerJson());
    text(config, "envoy_cluster_json", from.envoyClusterJson());
    text(config, "protocol", from.protocol());
    if (from.connectTimeoutMs() > 0) {
      config.put("connect_timeout_ms", (long) from.connectTimeoutMs());
    }
    if (!from.meshGateway().mode().isEmpty()) {
      config.put(MESH_GATEWAY, gateway(from.meshGateway()));
    }
    text(config, "balance_outbound_connections", from.balanceOutboundConnections());
    if (from.limits() != null) {
      config.put("limits", limits(from.limits()));
    }
    if (from.passiveHealthCheck() != null) {
      config.put("passive_health_check", passiveHealth(from.passiveHealthCheck()));
    }
  }

  private static Map<String, @Nullable Object> limits(UpstreamConfig.Limits limits) {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    number(value, "MaxConnections", limits.maxConnections());
    number(value, "MaxPendingRequests", limits.maxPendingRequests());
    number(value, "MaxConcurrentRequests", limits.maxConcurrentRequests());
    return value;
  }

  private static Map<String, @Nullable Object> passiveHealth(PassiveHealthCheck check) {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    if (!check.interval().isZero()) {
      value.put("Interval", check.interval().toNanos());
    }
    if (check.maxFailures() != 0) {
      value.put("MaxFailures", Integer.toUnsignedLong(check.maxFailures()));
    }
    number(value, "EnforcingConsecutive5xx", check.enforcingConsecutive5xx());
    number(value, "MaxEjectionPercent", check.maxEjectionPercent());
    Duration base = check.baseEjectionTime();
    if (base != null) {
      value.put("BaseEjectionTime", base.toNanos());
    }
    return value;
  }

  private static void text(Map<String, @Nullable Object> value, String key, String text) {
    if (!text.isEmpty()) {
      value.put(key, text);
    }
  }

  private static void number(
      Map<String, @Nullable Object> value, String key, @Nullable Integer number) {
    if (number != null) {
      value.put(key, number.longValue());
    }
  }
}
