// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Field.bool;
import static io.praetor.config.Field.decimal;
import static io.praetor.config.Field.duration;
import static io.praetor.config.Field.integer;
import static io.praetor.config.Field.string;
import static io.praetor.config.Field.stringMap;
import static io.praetor.config.Field.strings;
import static io.praetor.config.Field.unsigned32;
import static io.praetor.config.Field.unsigned64;

import java.util.List;

/// The servers of the agent: ports, addresses, DNS, HTTP, gRPC, limits and the browser interface.
final class ServingFields {
  static final List<Field> ALL =
      List.of(
          string("addresses.dns", "DNS listen addresses"),
          string("addresses.http", "HTTP listen addresses or unix://"),
          string("addresses.https", "HTTPS listen addresses or unix://"),
          string("addresses.grpc", "gRPC listen addresses"),
          string("addresses.grpc_tls", "gRPC TLS listen addresses"),
          integer("cache.entry_fetch_max_burst", "burst per cache entry").byDefault(2).reloads(),
          decimal("cache.entry_fetch_rate", "fetches per second per entry").reloads(),
          string("client_addr", "client interfaces, space separated")
              .byDefault("127.0.0.1")
              .flags("client"),
          bool("dns_config.allow_stale", "any server answers").byDefault(true).reloads(),
          integer("dns_config.a_record_limit", "cap on A/AAAA answers").byDefault(0).reloads(),
          bool("dns_config.disable_compression", "no name compression").reloads(),
          bool("dns_config.enable_truncate", "set TC when trimmed").reloads(),
          duration("dns_config.max_stale", "re-ask leader beyond").byDefault("87600h").reloads(),
          duration("dns_config.node_ttl", "TTL of node answers").byDefault("0s").reloads(),
          bool("dns_config.only_passing", "drop warning instances").reloads(),
          string("dns_config.recursor_strategy", "sequential or random")
              .byDefault("sequential")
              .reloads(),
          duration("dns_config.recursor_timeout", "per upstream").byDefault("2s").reloads(),
          stringMap("dns_config.service_ttl", "name or prefix* to TTL").reloads(),
          integer("dns_config.udp_answer_limit", "UDP answers without EDNS").byDefault(3).reloads(),
          bool("dns_config.enable_additional_node_meta_txt", "node meta in additional")
              .byDefault(true)
              .reloads(),
          unsigned32("dns_config.soa.refresh", "SOA field").byDefault(3600).reloads(),
          unsigned32("dns_config.soa.retry", "SOA field").byDefault(600).reloads(),
          unsigned32("dns_config.soa.expire", "SOA field").byDefault(86400).reloads(),
          unsigned32("dns_config.soa.min_ttl", "SOA field and negative TTL").byDefault(0).reloads(),
          bool("dns_config.use_cache", "agent cache for DNS").reloads(),
          duration("dns_config.cache_max_age", "oldest cached answer").byDefault("0s").reloads(),
          bool("dns_config.prefer_namespace", "Enterprise").reloads(),
          string("domain", "DNS domain").byDefault("consul.").flags("domain"),
          string("alt_domain", "second DNS domain").flags("alt-domain"),
          strings("recursors", "upstream DNS servers").flags("recursor").reloads(),
          duration("default_query_time", "blocking query wait")
              .byDefault("300s")
              .flags("default-query-time"),
          bool("disable_http_unprintable_char_filter", "accept unprintable URLs"),
          duration("discovery_max_stale", "staleness for discovery HTTP"),
          bool("disable_kv_key_validation", "accept any KV key"),
          bool("enable_debug", "pprof endpoints").inDev(true).reloads(),
          strings("http_config.block_endpoints", "prefixes answered 403"),
          strings("http_config.allow_write_http_from", "networks allowed to write")
              .flags("allow-write-http-from"),
          // Shown by agent/self after a reload, but sent as they were when the agent started.
          stringMap("http_config.response_headers", "added headers"),
          bool("http_config.use_cache", "agent cache for HTTP").byDefault(true),
          integer("http_config.max_header_bytes", "header limit"),
          duration("http_config.read_timeout", "HTTP server limit").byDefault("15m"),
          duration("http_config.read_header_timeout", "HTTP server limit").byDefault("10s"),
          duration("http_config.write_timeout", "HTTP server limit").byDefault("15m"),
          duration("http_config.idle_timeout", "HTTP server limit").byDefault("120s"),
          integer("limits.http_max_conns_per_client", "HTTP connections per client IP")
              .byDefault(200)
              .reloads(),
          duration("limits.https_handshake_timeout", "TLS handshake").byDefault("5s"),
          string("limits.request_limits.mode", "disabled, permissive or enforcing")
              .byDefault("disabled")
              .reloads(),
          decimal("limits.request_limits.read_rate", "reads per second, -1 off")
              .byDefault(-1.0)
              .reloads(),
          decimal("limits.request_limits.write_rate", "writes per second, -1 off")
              .byDefault(-1.0)
              .reloads(),
          duration("limits.rpc_client_timeout", "client RPC deadline").byDefault("60s").reloads(),
          duration("limits.rpc_handshake_timeout", "server RPC handshake").byDefault("5s"),
          integer("limits.rpc_max_burst", "client RPC burst").byDefault(1000).reloads(),
          integer("limits.rpc_max_conns_per_client", "RPC connections per client IP")
              .byDefault(100)
              .reloads(),
          decimal("limits.rpc_rate", "client RPC per second, -1 off").byDefault(-1.0).reloads(),
          unsigned64("limits.kv_max_value_size", "bytes per value").byDefault(524288),
          unsigned64("limits.txn_max_req_len", "bytes per transaction").byDefault(524288),
          duration("max_query_time", "longest blocking query")
              .byDefault("600s")
              .flags("max-query-time"),
          integer("ports.dns", "-1 off").byDefault(8600).flags("dns-port"),
          integer("ports.http", "-1 off").byDefault(8500).flags("http-port"),
          integer("ports.https", "-1 off").byDefault(-1).flags("https-port"),
          integer("ports.serf_lan", "must be positive").byDefault(8301).flags("serf-lan-port"),
          integer("ports.serf_wan", "-1 off").byDefault(8302).flags("serf-wan-port"),
          integer("ports.server", "must be positive").byDefault(8300).flags("server-port"),
          integer("ports.grpc", "plain gRPC").byDefault(-1).inDev(8502).flags("grpc-port"),
          integer("ports.grpc_tls", "TLS gRPC").flags("grpc-tls-port"),
          integer("ports.proxy_min_port", "unused managed proxies").byDefault(20000),
          integer("ports.proxy_max_port", "unused managed proxies").byDefault(20255),
          integer("ports.sidecar_min_port", "automatic sidecar ports").byDefault(21000),
          integer("ports.sidecar_max_port", "automatic sidecar ports").byDefault(21255),
          integer("ports.expose_min_port", "exposed check ports").byDefault(21500),
          integer("ports.expose_max_port", "exposed check ports").byDefault(21755),
          bool("translate_wan_addrs", "WAN addresses for remote queries"),
          decimal("xds.update_max_per_second", "xDS updates per second").byDefault(250.0).reloads(),
          bool("ui_config.enabled", "built-in UI").inDev(true).flags("ui"),
          string("ui_config.dir", "own UI files").flags("ui-dir"),
          string("ui_config.content_path", "URL prefix").byDefault("/ui/").flags("ui-content-path"),
          string("ui_config.metrics_provider", "lower-case name").reloads(),
          strings("ui_config.metrics_provider_files", "scripts to load").reloads(),
          string("ui_config.metrics_provider_options_json", "JSON object").reloads(),
          string("ui_config.metrics_proxy.base_url", "http(s) URL").reloads(),
          string("ui_config.metrics_proxy.add_headers[].name", "header name").reloads(),
          string("ui_config.metrics_proxy.add_headers[].value", "header value").reloads(),
          strings("ui_config.metrics_proxy.path_allowlist", "absolute paths").reloads(),
          stringMap("ui_config.dashboard_url_templates", "name to URL").reloads(),
          bool("rpc.enable_streaming", "server side of streaming"),
          bool("use_streaming_backend", "client side of streaming").byDefault(true));

  private ServingFields() {}
}
