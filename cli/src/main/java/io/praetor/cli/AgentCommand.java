// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import java.util.List;

/// `agent`: runs an agent until it is stopped. The flags here are what help lists and what Go's rules let through; what they
/// mean is the configuration's business, which reads the same arguments.
final class AgentCommand extends Command {
  AgentCommand() {
    flags.string("advertise", "Sets advertise_addr of the configuration files.");
    flags.string("advertise-wan", "Sets advertise_addr_wan of the configuration files.");
    flags.strings(
        "allow-write-http-from",
        "Sets http_config.allow_write_http_from of the configuration files.");
    flags.string("alt-domain", "Sets alt_domain of the configuration files.");
    flags.bool("auto-reload-config", "Sets auto_reload_config of the configuration files.");
    flags.string("bind", "Sets bind_addr of the configuration files.");
    flags.bool("bootstrap", "Sets bootstrap of the configuration files.");
    flags.integer("bootstrap-expect", 0, "Sets bootstrap_expect of the configuration files.");
    flags.integer(
        "check_output_max_size", 0, "Sets check_output_max_size of the configuration files.");
    flags.string("client", "Sets client_addr of the configuration files.");
    flags.strings("config-dir", "Folder of .json/.hcl files, sorted by name, no sub-folders.");
    flags.strings("config-file", "One file.");
    flags.string("config-format", "Force hcl or json.");
    flags.string("data-dir", "Sets data_dir of the configuration files.");
    flags.string("datacenter", "Sets datacenter of the configuration files.");
    flags.string("default-query-time", "Sets default_query_time of the configuration files.");
    flags.bool("dev", "Development mode (config.md).");
    flags.bool("disable-host-node-id", "Sets disable_host_node_id of the configuration files.");
    flags.bool("disable-keyring-file", "Sets disable_keyring_file of the configuration files.");
    flags.integer("dns-port", 0, "Sets ports.dns of the configuration files.");
    flags.string("domain", "Sets domain of the configuration files.");
    flags.bool(
        "enable-local-script-checks",
        "Sets enable_local_script_checks of the configuration files.");
    flags.bool("enable-script-checks", "Sets enable_script_checks of the configuration files.");
    flags.string("encrypt", "Sets encrypt of the configuration files.");
    flags.integer("grpc-port", 0, "Sets ports.grpc of the configuration files.");
    flags.integer("grpc-tls-port", 0, "Sets ports.grpc_tls of the configuration files.");
    flags.strings("hcl", "HCL text applied last.");
    flags.integer("http-port", 0, "Sets ports.http of the configuration files.");
    flags.integer("https-port", 0, "Sets ports.https of the configuration files.");
    flags.strings("join", "Older name of -retry-join.");
    flags.strings("join-wan", "Older name of -retry-join-wan.");
    flags.string("log-file", "Sets log_file of the configuration files.");
    flags.bool("log-json", "Sets log_json of the configuration files.");
    flags.string("log-level", "Sets log_level of the configuration files.");
    flags.integer("log-rotate-bytes", 0, "Sets log_rotate_bytes of the configuration files.");
    flags.string("log-rotate-duration", "Sets log_rotate_duration of the configuration files.");
    flags.integer(
        "log-rotate-max-files", 0, "Sets log_rotate_max_files of the configuration files.");
    flags.string("max-query-time", "Sets max_query_time of the configuration files.");
    flags.string("node", "Sets node_name of the configuration files.");
    flags.string("node-id", "Sets node_id of the configuration files.");
    flags.strings("node-meta", "Sets node_meta of the configuration files.");
    flags.bool("non-voting-server", "A setting of Consul Enterprise, without effect.");
    flags.string("pid-file", "Sets pid_file of the configuration files.");
    flags.strings("primary-gateway", "Sets primary_gateways of the configuration files.");
    flags.integer("protocol", 0, "Sets protocol of the configuration files.");
    flags.integer("raft-protocol", 0, "Sets raft_protocol of the configuration files.");
    flags.bool("read-replica", "A setting of Consul Enterprise, without effect.");
    flags.strings("recursor", "Sets recursors of the configuration files.");
    flags.bool("rejoin", "Sets rejoin_after_leave of the configuration files.");
    flags.string("retry-interval", "Sets retry_interval of the configuration files.");
    flags.string("retry-interval-wan", "Sets retry_interval_wan of the configuration files.");
    flags.strings("retry-join", "Sets retry_join of the configuration files.");
    flags.strings("retry-join-wan", "Sets retry_join_wan of the configuration files.");
    flags.integer("retry-max", 0, "Sets retry_max of the configuration files.");
    flags.integer("retry-max-wan", 0, "Sets retry_max_wan of the configuration files.");
    flags.string("segment", "A setting of Consul Enterprise, without effect.");
    flags.strings(
        "serf-lan-allowed-cidrs", "Sets serf_lan_allowed_cidrs of the configuration files.");
    flags.string("serf-lan-bind", "Sets serf_lan of the configuration files.");
    flags.integer("serf-lan-port", 0, "Sets ports.serf_lan of the configuration files.");
    flags.strings(
        "serf-wan-allowed-cidrs", "Sets serf_wan_allowed_cidrs of the configuration files.");
    flags.string("serf-wan-bind", "Sets serf_wan of the configuration files.");
    flags.integer("serf-wan-port", 0, "Sets ports.serf_wan of the configuration files.");
    flags.bool("server", "Sets server of the configuration files.");
    flags.integer("server-port", 0, "Sets ports.server of the configuration files.");
    flags.bool("syslog", "Sets enable_syslog of the configuration files.");
    flags.bool("ui", "Sets ui_config.enabled of the configuration files.");
    flags.string("ui-content-path", "Sets ui_config.content_path of the configuration files.");
    flags.string("ui-dir", "Sets ui_config.dir of the configuration files.");
  }

  @Override
  String synopsis() {
    return "Run an agent";
  }

  @Override
  String usage() {
    return "agent [options]";
  }

  @Override
  String details() {
    return "Runs an agent, which is one node of a cluster, until it is interrupted. For a first look:\n\n"
        + "    $ consul agent -dev";
  }

  @Override
  int run(Terminal terminal, List<String> arguments) throws Failure {
    return new AgentProcess().run(terminal, flags.given());
  }
}
