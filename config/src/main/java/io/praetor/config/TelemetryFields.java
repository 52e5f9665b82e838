// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Field.bool;
import static io.praetor.config.Field.duration;
import static io.praetor.config.Field.string;
import static io.praetor.config.Field.strings;

import java.util.List;

/// Metrics and their sinks.
final class TelemetryFields {
  static final List<Field> ALL =
      List.of(
          string("telemetry.circonus_api_app", "Circonus sink"),
          string("telemetry.circonus_api_token", "Circonus sink"),
          string("telemetry.circonus_api_url", "Circonus sink"),
          string("telemetry.circonus_broker_id", "Circonus sink"),
          string("telemetry.circonus_broker_select_tag", "Circonus sink"),
          string("telemetry.circonus_check_display_name", "Circonus sink"),
          string("telemetry.circonus_check_force_metric_activation", "Circonus sink"),
          string("telemetry.circonus_check_id", "Circonus sink"),
          string("telemetry.circonus_check_instance_id", "Circonus sink"),
          string("telemetry.circonus_check_search_tag", "Circonus sink"),
          string("telemetry.circonus_check_tags", "Circonus sink"),
          duration("telemetry.circonus_submission_interval", "Circonus sink"),
          string("telemetry.circonus_submission_url", "Circonus sink"),
          bool("telemetry.disable_hostname", "no host name prefix"),
          bool("telemetry.disable_per_tenancy_usage_metrics", "fewer usage metrics"),
          bool("telemetry.enable_host_metrics", "host figures"),
          string("telemetry.dogstatsd_addr", "host:port"),
          strings("telemetry.dogstatsd_tags", "global tags"),
          bool("telemetry.retry_failed_connection", "retry sinks at start").byDefault(true),
          bool("telemetry.filter_default", "allow unmatched metrics").byDefault(true).reloads(),
          strings("telemetry.prefix_filter", "+prefix or -prefix").reloads(),
          string("telemetry.metrics_prefix", "first name part").byDefault("consul"),
          duration("telemetry.prometheus_retention_time", "above 0 enables Prometheus"),
          string("telemetry.statsd_address", "host:port"),
          string("telemetry.statsite_address", "host:port"));

  private TelemetryFields() {}
}
