// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of [DebugView] about metrics.
final class DebugTelemetry {
  private static final Map<String, String> CIRCONUS =
      Map.ofEntries(
          Map.entry("CirconusAPIApp", "circonus_api_app"),
          Map.entry("CirconusAPIURL", "circonus_api_url"),
          Map.entry("CirconusBrokerID", "circonus_broker_id"),
          Map.entry("CirconusBrokerSelectTag", "circonus_broker_select_tag"),
          Map.entry("CirconusCheckDisplayName", "circonus_check_display_name"),
          Map.entry("CirconusCheckForceMetricActivation", "circonus_check_force_metric_activation"),
          Map.entry("CirconusCheckID", "circonus_check_id"),
          Map.entry("CirconusCheckInstanceID", "circonus_check_instance_id"),
          Map.entry("CirconusCheckSearchTag", "circonus_check_search_tag"),
          Map.entry("CirconusCheckTags", "circonus_check_tags"),
          Map.entry("CirconusSubmissionInterval", "circonus_submission_interval"),
          Map.entry("CirconusSubmissionURL", "circonus_submission_url"));

  private final DebugTree view;
  private final RuntimeConfig config;

  DebugTelemetry(DebugTree view, RuntimeConfig config) {
    this.view = view;
    this.config = config;
  }

  /// Adds all of it.
  void add() {
    view.put("Telemetry", telemetry());
  }

  private Map<String, @Nullable Object> telemetry() {
    TelemetryConfig t = config.telemetry();
    Map<String, @Nullable Object> all =
        DebugTree.tree(
            "AllowedPrefixes", t.allowedPrefixes(),
            "BlockedPrefixes", t.blockedPrefixes(),
            "CirconusAPIToken", DebugTree.HIDDEN,
            "Disable", false,
            "DisableHostname", t.disableHostname(),
            "DisablePerTenancyUsageMetrics", t.disablePerTenancyUsage(),
            "DogstatsdAddr", t.dogstatsdAddr(),
            "DogstatsdTags", t.dogstatsdTags(),
            "EnableHostMetrics", t.enableHostMetrics(),
            "FilterDefault", t.filterDefault(),
            "MetricsPrefix", t.metricsPrefix(),
            "PrometheusOpts",
                DebugTree.tree(
                    "CounterDefinitions", List.of(),
                    "Expiration", t.prometheusRetention(),
                    "GaugeDefinitions", List.of(),
                    "Name", t.metricsPrefix(),
                    "Registerer", null,
                    "SummaryDefinitions", List.of()),
            "RetryFailedConfiguration", t.retryFailedConnection(),
            "StatsdAddr", t.statsdAddr(),
            "StatsiteAddr", t.statsiteAddr());
    CIRCONUS.forEach((name, key) -> all.put(name, t.circonus().getOrDefault(key, "")));
    return all;
  }
}
