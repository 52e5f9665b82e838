// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of service-defaults.
final class DefaultsRules {
  private static final Set<String> BALANCES = Set.of("", "exact_balance");
  private static final Set<String> PROTOCOLS = Set.of("", "tcp", "http", "http2", "grpc");
  private static final int MAX_PERCENT = 100;
  private static final int MAX_PORT = 65535;

  private DefaultsRules() {}

  static ServiceDefaults normal(ServiceDefaults body) {
    return new ServiceDefaults(
        body.protocol().toLowerCase(Locale.ROOT),
        body.mode(),
        body.transparentProxy(),
        body.mutualTlsMode(),
        body.meshGateway(),
        body.expose(),
        body.externalSni(),
        normal(body.upstreamConfig()),
        body.destination(),
        body.maxInboundConnections(),
        body.localConnectTimeoutMs(),
        body.localRequestTimeoutMs(),
        body.balanceInboundConnections(),
        body.rateLimits(),
        body.envoyExtensions(),
        body.maxRequestHeadersKb());
  }

  private static ServiceDefaults.@Nullable UpstreamConfiguration normal(
      ServiceDefaults.@Nullable UpstreamConfiguration upstreams) {
    if (upstreams == null) {
      return null;
    }
    List<UpstreamConfig> overrides = upstreams.overrides();
    UpstreamConfig defaults = upstreams.defaults();
    return new ServiceDefaults.UpstreamConfiguration(
        overrides == null ? null : overrides.stream().map(DefaultsRules::normal).toList(),
        defaults == null ? null : normal(defaults));
  }

  private static UpstreamConfig normal(UpstreamConfig upstream) {
    return new UpstreamConfig(
        upstream.name(),
        upstream.peer(),
        upstream.envoyListenerJson(),
        upstream.envoyClusterJson(),
        upstream.protocol().toLowerCase(Locale.ROOT),
        upstream.connectTimeoutMs(),
        upstream.limits(),
        upstream.passiveHealthCheck(),
        upstream.meshGateway(),
        upstream.balanceOutboundConnections());
  }

  static void check(ConfigEntry entry, ServiceDefaults body) {
    EntryRules.name(entry);
    EntryRules.require(
        !entry.name().equals("*"),
        "service-defaults name must be the name of a service, and not a wildcard");
    mutualTls(body.mutualTlsMode());
    List<String> faults = new ArrayList<>();
    if (!PROTOCOLS.contains(body.protocol())) {
      faults.add("invalid value for protocol: " + body.protocol());
    }
    if (!BALANCES.contains(body.balanceInboundConnections())) {
      faults.add(
          "invalid value for balance_inbound_connections: " + body.balanceInboundConnections());
    }
    if (body.upstreamConfig() != null) {
      upstreams(body.upstreamConfig(), faults);
      if (body.destination() != null) {
        faults.add("UpstreamConfig and Destination are mutually exclusive for service defaults");
      }
    }
    if (body.destination() != null) {
      destination(body.destination(), faults);
    }
    if (body.rateLimits() != null) {
      faults.add("invalid rate_limits config. Rate limiting is a consul enterprise feature");
    }
    EnvoyExtensionRules.check(body.envoyExtensions(), faults);
    if (!faults.isEmpty()) {
      throw EntryException.of(faults);
    }
  }

  static void mutualTls(String mode) {
    EntryRules.require(
        Set.of("", "strict", "permissive").contains(mode),
        "Invalid MutualTLSMode \""
            + mode
            + "\". Must be one of \"\", \"strict\", or \"permissive\".");
  }

  private static void upstreams(
      ServiceDefaults.UpstreamConfiguration upstreams, List<String> faults) {
    for (UpstreamConfig override : Forms.items(upstreams.overrides())) {
      String fault = named(override);
      if (!fault.isEmpty()) {
        faults.add("error in upstream override for " + override.name() + ":: " + fault);
        return;
      }
    }
    UpstreamConfig defaults = upstreams.defaults();
    if (defaults != null) {
      List<String> inner = common(defaults);
      if (!defaults.name().isEmpty()) {
        faults.add("error in upstream defaults: Name must be empty");
      } else if (!inner.isEmpty()) {
        faults.add("error in upstream defaults: " + EntryException.list(inner));
      }
    }
  }

  private static String named(UpstreamConfig upstream) {
    if (upstream.name().isEmpty()) {
      return "Name is required";
    }
    if (upstream.name().equals("*")) {
      return "Wildcard name is not supported";
    }
    List<String> faults = common(upstream);
    return faults.isEmpty() ? "" : EntryException.list(faults);
  }

  private static List<String> common(UpstreamConfig upstream) {
    List<String> faults = new ArrayList<>();
    if (!BALANCES.contains(upstream.balanceOutboundConnections())) {
      faults.add(
          "invalid value for balance_outbound_connections: "
              + upstream.balanceOutboundConnections());
    }
    if (upstream.passiveHealthCheck() != null) {
      passiveHealth(upstream.passiveHealthCheck(), faults);
    }
    UpstreamConfig.Limits limits = upstream.limits();
    if (limits != null) {
      notNegative("max connections", limits.maxConnections(), faults);
      notNegative("max pending requests", limits.maxPendingRequests(), faults);
      notNegative("max concurrent requests", limits.maxConcurrentRequests(), faults);
    }
    return faults;
  }

  private static void notNegative(String what, @Nullable Integer value, List<String> faults) {
    if (value != null && value < 0) {
      faults.add(what + " cannot be negative");
    }
  }

  private static void passiveHealth(PassiveHealthCheck check, List<String> faults) {
    if (check.interval().isNegative()) {
      faults.add("passive health check interval cannot be negative");
    }
    percentage("enforcing_consecutive_5xx", check.enforcingConsecutive5xx(), faults);
    percentage("max_ejection_percent", check.maxEjectionPercent(), faults);
    Duration base = check.baseEjectionTime();
    if (base != null && base.isNegative()) {
      faults.add("passive health check base_ejection_time cannot be negative");
    }
  }

  private static void percentage(String what, @Nullable Integer value, List<String> faults) {
    if (value != null && Integer.compareUnsigned(value, MAX_PERCENT) > 0) {
      faults.add(
          "passive health check " + what + " must be a percentage between 0 and " + MAX_PERCENT);
    }
  }

  private static void destination(ServiceDefaults.Destination destination, List<String> faults) {
    List<String> addresses = Forms.items(destination.addresses());
    if (addresses.isEmpty()) {
      faults.add("Destination must contain at least one valid address");
    }
    Set<String> seen = new HashSet<>();
    for (String address : addresses) {
      if (!seen.add(address)) {
        faults.add("Duplicate address '" + address + "' is not allowed");
      } else if (address.isEmpty() || address.contains("*")) {
        faults.add(
            "Destination address '"
                + address
                + "' is invalid Could not validate address "
                + address
                + " as an IP or Hostname");
      }
    }
    if (destination.port() < 1 || destination.port() > MAX_PORT) {
      faults.add("Invalid Port number " + destination.port());
    }
  }
}
