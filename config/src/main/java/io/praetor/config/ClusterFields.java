// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Field.bool;
import static io.praetor.config.Field.duration;
import static io.praetor.config.Field.integer;
import static io.praetor.config.Field.string;
import static io.praetor.config.Field.stringMap;
import static io.praetor.config.Field.strings;
import static io.praetor.config.Field.unsigned;

import java.util.List;

/// The cluster: addresses told to others, gossip, joining, consensus, autopilot.
final class ClusterFields {
  static final List<Field> ALL =
      List.of(
          string("advertise_addr", "LAN address told to others").flags("advertise"),
          string("advertise_addr_ipv4", "tagged lan_ipv4"),
          string("advertise_addr_ipv6", "tagged lan_ipv6"),
          string("advertise_addr_wan", "WAN address told to others").flags("advertise-wan"),
          string("advertise_addr_wan_ipv4", "tagged wan_ipv4"),
          string("advertise_addr_wan_ipv6", "tagged wan_ipv6"),
          duration("advertise_reconnect_timeout", "client asks to be reaped after this"),
          bool("autopilot.cleanup_dead_servers", "remove failed servers").byDefault(true),
          duration("autopilot.last_contact_threshold", "unhealthy after no leader contact")
              .byDefault("200ms"),
          integer("autopilot.max_trailing_logs", "unhealthy when lagging more").byDefault(250),
          unsigned("autopilot.min_quorum", "never go below"),
          duration("autopilot.server_stabilization_time", "wait before voting").byDefault("10s"),
          bool("autopilot.disable_upgrade_migration", "Enterprise"),
          string("autopilot.redundancy_zone_tag", "Enterprise"),
          string("autopilot.upgrade_version_tag", "Enterprise"),
          string("bind_addr", "cluster listen address")
              .byDefault("0.0.0.0")
              .inDev("127.0.0.1")
              .flags("bind"),
          bool("bootstrap", "become leader alone").byDefault(false).flags("bootstrap"),
          integer("bootstrap_expect", "wait for this many servers")
              .byDefault(0)
              .flags("bootstrap-expect"),
          bool("disable_coordinates", "no network coordinates").byDefault(false),
          bool("disable_remote_exec", "refuse exec").byDefault(true),
          duration("federation_state_anti_entropy_sync_interval", "internal"),
          integer("gossip_lan.gossip_nodes", "memberlist tuning").byDefault(3),
          duration("gossip_lan.gossip_interval", "memberlist tuning")
              .byDefault("200ms")
              .inDev("100ms"),
          duration("gossip_lan.probe_interval", "memberlist tuning").byDefault("1s").inDev("100ms"),
          duration("gossip_lan.probe_timeout", "memberlist tuning")
              .byDefault("500ms")
              .inDev("100ms"),
          integer("gossip_lan.suspicion_mult", "memberlist tuning").byDefault(4).inDev(3),
          integer("gossip_lan.retransmit_mult", "memberlist tuning").byDefault(4),
          integer("gossip_wan.gossip_nodes", "memberlist tuning").byDefault(3),
          duration("gossip_wan.gossip_interval", "memberlist tuning")
              .byDefault("500ms")
              .inDev("100ms"),
          duration("gossip_wan.probe_interval", "memberlist tuning").byDefault("5s").inDev("100ms"),
          duration("gossip_wan.probe_timeout", "memberlist tuning").byDefault("3s").inDev("100ms"),
          integer("gossip_wan.suspicion_mult", "memberlist tuning").byDefault(6).inDev(3),
          integer("gossip_wan.retransmit_mult", "memberlist tuning").byDefault(4),
          bool("peering.enabled", "cluster peering").byDefault(true),
          bool("peering.test_allow_peer_registrations", "overridden internally"),
          duration("performance.leave_drain_time", "wait while leaving").byDefault("5s"),
          // Consul applies it at a reload. Here reads rely on leases, which rely on the election
          // times
          // of all servers, so a change waits for a restart.
          integer("performance.raft_multiplier", "scales Raft timing, 1 to 10")
              .byDefault(5)
              .inDev(1),
          duration("performance.rpc_hold_timeout", "retry while no leader").byDefault("7s"),
          duration("performance.grpc_keepalive_interval", "min 1s").byDefault("30s"),
          duration("performance.grpc_keepalive_timeout", "min 1s").byDefault("20s"),
          bool("performance.enable_xds_load_balancing", "spread xDS streams").byDefault(true),
          string("primary_datacenter", "authority for ACL, CA, intentions"),
          strings("primary_gateways", "mesh gateways of the primary").flags("primary-gateway"),
          duration("primary_gateways_interval", "retry interval").byDefault("30s"),
          integer("protocol", "gossip protocol, 2 to 3").byDefault(2).flags("protocol"),
          integer("raft_protocol", "only 3 is accepted").byDefault(3).flags("raft-protocol"),
          integer("raft_snapshot_threshold", "entries between snapshots")
              .byDefault(16384)
              .reloads(),
          duration("raft_snapshot_interval", "how often to check").byDefault("30s").reloads(),
          integer("raft_trailing_logs", "entries kept after snapshot").byDefault(10240).reloads(),
          bool("raft_prevote_disabled", "switch off pre-vote").byDefault(false),
          duration("reconnect_timeout", "forget failed members"),
          duration("reconnect_timeout_wan", "forget failed WAN members"),
          bool("rejoin_after_leave", "rejoin although it left").flags("rejoin"),
          duration("retry_interval", "between join attempts")
              .byDefault("30s")
              .flags("retry-interval"),
          duration("retry_interval_wan", "between WAN join attempts")
              .byDefault("30s")
              .flags("retry-interval-wan"),
          strings("retry_join", "addresses, or provider=… discovery").flags("retry-join", "join"),
          integer("retry_max", "0 is endless").flags("retry-max"),
          integer("retry_max_wan", "0 is endless").flags("retry-max-wan"),
          strings("retry_join_wan", "WAN addresses").flags("retry-join-wan", "join-wan"),
          strings("serf_lan_allowed_cidrs", "networks allowed to join")
              .flags("serf-lan-allowed-cidrs"),
          strings("serf_wan_allowed_cidrs", "networks allowed to join WAN")
              .flags("serf-wan-allowed-cidrs"),
          string("serf_lan", "LAN gossip bind address").flags("serf-lan-bind"),
          string("serf_wan", "WAN gossip bind address").flags("serf-wan-bind"),
          duration("server_rejoin_age_max", "refuse older data, min 6h").byDefault("168h"),
          duration("session_ttl_min", "smallest session TTL"),
          stringMap("tagged_addresses", "extra node addresses"),
          string("raft_logstore.backend", "boltdb, wal or default").byDefault("default"),
          bool("raft_logstore.disable_log_cache", "no in-memory cache"),
          bool("raft_logstore.verification.enabled", "verify log checksums"),
          duration("raft_logstore.verification.interval", "how often"),
          bool("raft_logstore.boltdb.no_freelist_sync", "boltdb option"),
          integer("raft_logstore.wal.segment_size_mb", "1 to 1024").byDefault(64));

  private ClusterFields() {}
}
