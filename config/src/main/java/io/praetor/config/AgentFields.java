// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Field.bool;
import static io.praetor.config.Field.check;
import static io.praetor.config.Field.checks;
import static io.praetor.config.Field.duration;
import static io.praetor.config.Field.integer;
import static io.praetor.config.Field.service;
import static io.praetor.config.Field.services;
import static io.praetor.config.Field.string;
import static io.praetor.config.Field.stringMap;
import static io.praetor.config.Field.strings;
import static io.praetor.config.Field.trees;

import java.util.List;

/// The agent itself: node, state folder, logs, checks, services.
final class AgentFields {
  static final List<Field> ALL =
      List.of(
          check("check", "one check").reloads(),
          integer("check_output_max_size", "bytes of output kept")
              .byDefault(4096)
              .flags("check_output_max_size"),
          duration("check_update_interval", "delay for output-only updates").byDefault("5m"),
          checks("checks", "checks").reloads(),
          string("data_dir", "state folder, required unless -dev").flags("data-dir"),
          string("datacenter", "lower-cased name").byDefault("dc1").flags("datacenter"),
          bool("disable_anonymous_signature", "update check without id").inDev(true),
          bool("disable_host_node_id", "random instead of host-based id")
              .byDefault(true)
              .flags("disable-host-node-id"),
          bool("disable_keyring_file", "keep keys in memory")
              .inDev(true)
              .flags("disable-keyring-file"),
          bool("disable_update_check", "no version check"),
          bool("discard_check_output", "never store output").reloads(),
          bool("enable_central_service_config", "merge config entries into services")
              .byDefault(true),
          bool("enable_script_checks", "script checks from files and API")
              .flags("enable-script-checks"),
          bool("enable_local_script_checks", "script checks from files")
              .flags("enable-local-script-checks"),
          bool("enable_syslog", "log to syslog").flags("syslog"),
          strings("experiments", "feature names"),
          bool("leave_on_terminate", "leave on SIGTERM"),
          string("locality.region", "region"),
          string("locality.zone", "zone, needs region"),
          string("log_level", "trace, debug, info, warn, err/error")
              .byDefault("INFO")
              .inDev("DEBUG")
              .flags("log-level")
              .reloads(),
          bool("log_json", "JSON lines").flags("log-json"),
          string("log_file", "path or prefix").flags("log-file"),
          duration("log_rotate_duration", "new file after").flags("log-rotate-duration"),
          integer("log_rotate_bytes", "new file beyond").flags("log-rotate-bytes"),
          integer("log_rotate_max_files", "0 keeps all, -1 none").flags("log-rotate-max-files"),
          string("node_id", "UUID").flags("node-id"),
          stringMap("node_meta", "up to 64 pairs").flags("node-meta").reloads(),
          string("node_name", "unique name").flags("node"),
          string("pid_file", "process id file").flags("pid-file"),
          bool("auto_reload_config", "watch files and reload").flags("auto-reload-config"),
          bool("server", "server mode").inDev(true).flags("server"),
          service("service", "one service").reloads(),
          services("services", "services").reloads(),
          bool("skip_leave_on_interrupt", "do not leave on SIGINT"),
          string("syslog_facility", "facility").byDefault("LOCAL0"),
          trees("watches", "watch definitions").reloads());

  private AgentFields() {}
}
