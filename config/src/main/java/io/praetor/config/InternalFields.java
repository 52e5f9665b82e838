// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Field.decimal;
import static io.praetor.config.Field.duration;
import static io.praetor.config.Field.integer;
import static io.praetor.config.Field.string;
import static io.praetor.config.Field.time;

import java.util.List;

/// Values that no user sets: they parse, and are overridden.
final class InternalFields {
  static final List<Field> ALL =
      List.of(
          duration("ae_interval", "internal, a value from outside has no effect").byDefault("1m"),
          duration("check_deregister_interval_min", "internal, a value from outside has no effect")
              .byDefault("1m"),
          duration("check_reap_interval", "internal, a value from outside has no effect")
              .byDefault("30s"),
          integer(
                  "consul.coordinate.update_batch_size",
                  "internal, a value from outside has no effect")
              .byDefault(128),
          integer(
                  "consul.coordinate.update_max_batches",
                  "internal, a value from outside has no effect")
              .byDefault(5),
          duration(
                  "consul.coordinate.update_period", "internal, a value from outside has no effect")
              .byDefault("5s")
              .inDev("100ms"),
          duration("consul.raft.election_timeout", "internal, a value from outside has no effect")
              .byDefault("1000ms")
              .inDev("52ms"),
          duration("consul.raft.heartbeat_timeout", "internal, a value from outside has no effect")
              .byDefault("1000ms")
              .inDev("35ms"),
          duration(
                  "consul.raft.leader_lease_timeout",
                  "internal, a value from outside has no effect")
              .byDefault("500ms")
              .inDev("20ms"),
          duration("consul.server.health_interval", "internal, a value from outside has no effect")
              .byDefault("2s")
              .inDev("10ms"),
          string("revision", "internal, a value from outside has no effect"),
          duration("sync_coordinate_interval_min", "internal, a value from outside has no effect")
              .byDefault("15s"),
          decimal("sync_coordinate_rate_target", "internal, a value from outside has no effect")
              .byDefault(64.0),
          string("version", "internal, a value from outside has no effect"),
          string("version_prerelease", "internal, a value from outside has no effect"),
          string("version_metadata", "internal, a value from outside has no effect"),
          time("build_date", "internal, a value from outside has no effect"));

  private InternalFields() {}
}
