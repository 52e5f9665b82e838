// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Field.bool;
import static io.praetor.config.Field.duration;
import static io.praetor.config.Field.integer;
import static io.praetor.config.Field.listMap;
import static io.praetor.config.Field.string;
import static io.praetor.config.Field.strings;

import java.util.List;

/// The keys of a check definition, wherever one may stand.
final class CheckFields {
  static final List<Field> ALL =
      List.of(
          string("id", "unique on the agent"),
          string("name", "name"),
          string("notes", "free text"),
          string("service_id", "attach to a service").alias("serviceid"),
          string("token", "ACL token"),
          string("status", "initial status"),
          strings("args", "script argv, needs interval").alias("scriptargs"),
          string("http", "URL, needs interval"),
          listMap("header", "HTTP headers"),
          string("method", "HTTP method"),
          string("body", "HTTP body"),
          bool("disable_redirects", "do not follow"),
          integer("output_max_size", "bytes kept"),
          string("tcp", "host:port"),
          bool("tcp_use_tls", "TLS for tcp"),
          string("udp", "host:port"),
          duration("interval", "period"),
          string("docker_container_id", "run args inside").alias("dockercontainerid"),
          string("shell", "shell for docker"),
          string("grpc", "host:port[/service]"),
          bool("grpc_use_tls", "TLS"),
          string("tls_server_name", "SNI"),
          bool("tls_skip_verify", "no verification").alias("tlsskipverify"),
          string("alias_node", "watched node"),
          string("alias_service", "watched service id"),
          duration("timeout", "per run"),
          duration("ttl", "must be updated within"),
          string("h2ping", "host:port"),
          bool("h2ping_use_tls", "TLS"),
          string("os_service", "system service name"),
          integer("success_before_passing", "consecutive successes needed"),
          integer("failures_before_warning", "failures before warning"),
          integer("failures_before_critical", "failures before critical"),
          duration("deregister_critical_service_after", "min 1m, checked every 30s")
              .alias("deregistercriticalserviceafter"));

  private CheckFields() {}
}
