// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Metrics: prefix, filters and sinks.
///
/// @param metricsPrefix first part of each name
/// @param disableHostname whether gauges carry no host name
/// @param enableHostMetrics whether figures of the host are collected
/// @param disablePerTenancyUsage whether usage metrics are few
/// @param filterDefault whether a metric without a rule is kept
/// @param allowedPrefixes kept
/// @param blockedPrefixes dropped
/// @param prometheusRetention above zero turns the Prometheus form on
/// @param statsdAddr host:port or empty
/// @param statsiteAddr host:port or empty
/// @param dogstatsdAddr host:port or empty
/// @param dogstatsdTags tags of each metric
/// @param retryFailedConnection whether a sink that cannot be reached at start is tried again
/// @param circonus settings of the Circonus sink by configuration key, set ones only
public record TelemetryConfig(
    String metricsPrefix,
    boolean disableHostname,
    boolean enableHostMetrics,
    boolean disablePerTenancyUsage,
    boolean filterDefault,
    List<String> allowedPrefixes,
    List<String> blockedPrefixes,
    Duration prometheusRetention,
    String statsdAddr,
    String statsiteAddr,
    String dogstatsdAddr,
    List<String> dogstatsdTags,
    boolean retryFailedConnection,
    Map<String, String> circonus) {
  public TelemetryConfig {
    allowedPrefixes = List.copyOf(allowedPrefixes);
    blockedPrefixes = List.copyOf(blockedPrefixes);
    dogstatsdTags = List.copyOf(dogstatsdTags);
    circonus = Map.copyOf(circonus);
  }
}
