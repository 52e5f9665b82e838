// SPDX-License-Identifier: Apache-2.0

package io.praetor.rpc.metrics;

import io.praetor.config.TelemetryConfig;
import java.time.Duration;
import java.util.List;

/// How figures are named and which are kept.
///
/// @param hostname put into the names of gauges, or empty
/// @param prometheusRetention above zero turns the Prometheus form on; series that were not touched
///     for so long leave it
public record MetricsSettings(
    String prefix,
    String hostname,
    boolean filterDefault,
    List<String> allowedPrefixes,
    List<String> blockedPrefixes,
    Duration prometheusRetention) {
  public MetricsSettings {
    allowedPrefixes = List.copyOf(allowedPrefixes);
    blockedPrefixes = List.copyOf(blockedPrefixes);
  }

  public static MetricsSettings of(TelemetryConfig config, String hostname) {
    return new MetricsSettings(
        config.metricsPrefix(),
        config.disableHostname() ? "" : hostname,
        config.filterDefault(),
        config.allowedPrefixes(),
        config.blockedPrefixes(),
        config.prometheusRetention());
  }

  /// The longest matching rule decides.
  boolean allows(String fullName) {
    int allowed = longest(allowedPrefixes, fullName);
    int blocked = longest(blockedPrefixes, fullName);
    return allowed == blocked ? filterDefault : allowed > blocked;
  }

  private static int longest(List<String> prefixes, String name) {
    int longest = -1;
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        longest = Math.max(longest, prefix.length());
      }
    }
    return longest;
  }
}
