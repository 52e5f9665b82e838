// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the metrics settings, with the rules of `prefix_filter` sorted into kept and dropped.
final class TelemetryBuilder {
  private final Draft draft;
  private final Settings settings;

  TelemetryBuilder(Draft draft) {
    this.draft = draft;
    this.settings = draft.settings();
  }

  TelemetryConfig build() {
    List<String> allowed = new ArrayList<>();
    List<String> blocked = new ArrayList<>();
    for (String rule : settings.strings("telemetry.prefix_filter")) {
      if (rule.isEmpty()) {
        draft.warn("Cannot have empty filter rule in prefix_filter");
      } else if (rule.charAt(0) == '+') {
        allowed.add(rule.substring(1));
      } else if (rule.charAt(0) == '-') {
        blocked.add(rule.substring(1));
      } else {
        draft.warn("Filter rule must begin with either '+' or '-': " + GoText.quote(rule));
      }
    }
    String prefix = settings.string("telemetry.metrics_prefix");
    // A metric with many label values that Consul drops unless it is asked for.
    String costly = prefix + ".rpc.server.call";
    if (!allowed.contains(costly)) {
      blocked.add(costly);
    }
    Duration retention =
        draft.duration(
            "prometheus_retention_time", settings.text("telemetry.prometheus_retention_time"));
    Map<String, String> circonus = new LinkedHashMap<>();
    for (Field field : TelemetryFields.ALL) {
      String value = settings.string(field.key());
      if (field.key().startsWith("telemetry.circonus_") && !value.isEmpty()) {
        circonus.put(field.key().substring("telemetry.".length()), value);
      }
    }
    return new TelemetryConfig(
        prefix,
        settings.bool("telemetry.disable_hostname"),
        settings.bool("telemetry.enable_host_metrics"),
        settings.bool("telemetry.disable_per_tenancy_usage_metrics"),
        settings.bool("telemetry.filter_default"),
        allowed,
        blocked,
        retention,
        settings.string("telemetry.statsd_address"),
        settings.string("telemetry.statsite_address"),
        settings.string("telemetry.dogstatsd_addr"),
        settings.strings("telemetry.dogstatsd_tags"),
        settings.bool("telemetry.retry_failed_connection"),
        circonus);
  }
}
