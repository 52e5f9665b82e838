// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Field.bool;
import static io.praetor.config.Field.integer;
import static io.praetor.config.Field.nothing;
import static io.praetor.config.Field.string;
import static io.praetor.config.Field.tree;

import java.util.List;

/// Keys of Consul Enterprise and of its cloud: they parse, and most only warn.
final class EnterpriseFields {
  static final List<Field> ALL =
      List.of(
          string("cloud.resource_id", "accepted, no effect in CE"),
          string("cloud.client_id", "accepted, no effect in CE"),
          string("cloud.client_secret", "accepted, no effect in CE"),
          string("cloud.hostname", "accepted, no effect in CE"),
          string("cloud.auth_url", "accepted, no effect in CE"),
          string("cloud.scada_address", "accepted, no effect in CE"),
          string("license_path", "Enterprise"),
          tree("snapshot_agent", "accepted and ignored"),
          integer("segment_limit", "Enterprise").byDefault(64),
          integer("segment_name_limit", "Enterprise").byDefault(64),
          bool("audit.enabled", "Enterprise"),
          nothing("audit.sink{}.name", "Enterprise"),
          string("audit.sink{}.type", "Enterprise"),
          string("audit.sink{}.format", "Enterprise"),
          string("audit.sink{}.path", "Enterprise"),
          string("audit.sink{}.delivery_guarantee", "Enterprise"),
          string("audit.sink{}.mode", "Enterprise"),
          integer("audit.sink{}.rotate_bytes", "Enterprise"),
          string("audit.sink{}.rotate_duration", "Enterprise"),
          integer("audit.sink{}.rotate_max_files", "Enterprise"),
          bool("audit.rpc_enabled", "Enterprise"),
          bool("read_replica", "Enterprise")
              .flags("read-replica", "non-voting-server")
              .alias("non_voting_server"),
          string("segment", "Enterprise").flags("segment"),
          string("segments[].advertise", "Enterprise"),
          string("segments[].bind", "Enterprise"),
          string("segments[].name", "Enterprise"),
          integer("segments[].port", "Enterprise"),
          bool("segments[].rpc_listener", "Enterprise"),
          string("partition", "Enterprise"),
          string("license_poll_base_time", "Enterprise"),
          string("license_poll_max_time", "Enterprise"),
          string("license_update_base_time", "Enterprise"),
          string("license_update_max_time", "Enterprise"),
          bool("reporting.license.enabled", "Enterprise"),
          string("reporting.snapshot_retention_time", "Enterprise"));

  private EnterpriseFields() {}
}
