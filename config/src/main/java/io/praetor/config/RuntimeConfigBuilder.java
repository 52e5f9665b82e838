// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Makes a [RuntimeConfig] of merged settings: parses what is text, derives what is not given. The
/// order in which values are looked at is the order in which Consul reports their faults, which
/// is why
/// the methods here are called in an order that is not that of the record.
final class RuntimeConfigBuilder {
  private final Draft draft;
  private final Settings settings;
  private final BuildConfig build;
  private final boolean dev;
  private final boolean server;

  RuntimeConfigBuilder(Draft draft, BuildConfig build, boolean dev) {
    this.draft = draft;
    this.settings = draft.settings();
    this.build = build;
    this.dev = dev;
    this.server = settings.bool("server");
  }

  RuntimeConfig build() throws RefusedException {
    DnsBuilder dnsBuilder = new DnsBuilder(draft);
    Map<String, Duration> serviceTtl = dnsBuilder.serviceTtl();
    DefinitionBuilder definitions = new DefinitionBuilder(draft);
    List<CheckDefinition> checks = definitions.checks(settings.blocks("checks"));
    List<ServiceDefinition> services = services(definitions);
    PortConfig ports = new PortBuilder(draft).ports();
    AddressBuilder addresses = new AddressBuilder(draft, ports);
    addresses.resolve();
    EnterpriseRules.segmentPorts(settings);
    RaftBuilder raftBuilder = new RaftBuilder(draft);
    int multiplier = raftBuilder.raftMultiplier();
    ConnectConfig connect = new ConnectBuilder(draft).connect();
    ConfigEntryRules.check(settings.trees("config_entries.bootstrap"));
    addresses.resolveAllowed();
    TlsBuilder tlsBuilder = new TlsBuilder(draft);
    tlsBuilder.checkPlaces();
    grpcTls(ports);
    AccessBuilder access = new AccessBuilder(draft);
    AutoConfig autoConfig = access.autoConfig();
    List<Cidr> allowWriteFrom =
        draft.cidrs("http_config.allow_write_http_from", "allow_write_http_from");
    draft.duration("federation_state_anti_entropy_sync_interval");
    GossipBuilder gossipBuilder = new GossipBuilder(draft);
    gossipBuilder.readTiming();
    AclConfig acl = access.acl();
    AutopilotConfig autopilot = raftBuilder.autopilot();
    DnsConfig dns = dnsBuilder.dns(addresses, serviceTtl);
    Duration readTimeout = draft.durationAtLeast("http_config.read_timeout", seconds(1));
    Duration readHeaderTimeout =
        draft.durationAtLeast("http_config.read_header_timeout", seconds(1));
    Duration writeTimeout = draft.durationAtLeast("http_config.write_timeout", seconds(1));
    Duration idleTimeout = draft.durationAtLeast("http_config.idle_timeout", seconds(10));
    TelemetryConfig telemetry = new TelemetryBuilder(draft).build();
    gossipBuilder.readAdvertisedTimeout();
    CheckConfig checkConfig = checkConfig();
    Duration defaultQueryTime = draft.duration("default_query_time");
    Duration discoveryMaxStale = draft.duration("discovery_max_stale");
    GrpcConfig grpc =
        new GrpcConfig(
            addresses.grpc(),
            addresses.grpcTls(),
            draft.durationAtLeast("performance.grpc_keepalive_interval", seconds(1)),
            draft.durationAtLeast("performance.grpc_keepalive_timeout", seconds(1)));
    Duration httpsHandshake = draft.duration("limits.https_handshake_timeout");
    Duration leaveDrain = draft.duration("performance.leave_drain_time");
    LogConfig log = log();
    HttpConfig http =
        new HttpConfig(
            addresses.http(),
            addresses.https(),
            settings.strings("http_config.block_endpoints"),
            allowWriteFrom,
            settings.stringMap("http_config.response_headers"),
            settings.bool("http_config.use_cache"),
            draft.integer("http_config.max_header_bytes"),
            readTimeout,
            readHeaderTimeout,
            writeTimeout,
            idleTimeout,
            settings.bool("disable_http_unprintable_char_filter"),
            defaultQueryTime,
            draft.duration("max_query_time"),
            discoveryMaxStale,
            settings.bool("disable_kv_key_validation"));
    NodeBuilder nodeBuilder = new NodeBuilder(draft, dev);
    FederationConfig federation = nodeBuilder.federation();
    Duration rpcHandshake = draft.duration("limits.rpc_handshake_timeout");
    Duration rpcHold = draft.duration("performance.rpc_hold_timeout");
    Duration rpcClient = draft.duration("limits.rpc_client_timeout");
    RaftConfig raft = raftBuilder.raft(multiplier);
    GossipConfig gossip = gossipBuilder.build(addresses);
    LimitsConfig limits =
        new LimitsBuilder(draft).limits(httpsHandshake, rpcClient, rpcHandshake, rpcHold);
    JoinConfig join = new JoinBuilder(draft).join();
    NodeConfig node =
        nodeBuilder.node(
            addresses, draft.durationAtLeast("server_rejoin_age_max", Duration.ofHours(6)));
    Duration sessionTtlMin = draft.duration("session_ttl_min");
    TlsConfig tls = tlsBuilder.build();
    List<InetAddress> autoEncryptIps = access.ips("auto_encrypt.ip_san", "AutoEncrypt.IPSAN");
    UiConfig ui = new UiBuilder(draft).ui();
    CoordinateConfig coordinates = raftBuilder.coordinates();
    ConfigValues values = new ConfigValues(settings, draft.host(), build, dev);
    Function<Map<String, Object>, RuntimeConfig> assemble =
        debug ->
            new RuntimeConfig(
                node,
                addresses.config(),
                ports,
                dns,
                http,
                grpc,
                limits,
                checkConfig,
                tls,
                acl,
                autopilot,
                telemetry,
                ui,
                connect,
                gossip,
                join,
                raft,
                coordinates,
                log,
                new AutoEncryptConfig(
                    settings.bool("auto_encrypt.tls"),
                    settings.strings("auto_encrypt.dns_san"),
                    autoEncryptIps,
                    settings.bool("auto_encrypt.allow_tls")),
                autoConfig,
                new CacheConfig(
                    settings.decimal("cache.entry_fetch_rate", Double.MAX_VALUE),
                    draft.integer("cache.entry_fetch_max_burst")),
                federation,
                new UnixSocketConfig(
                    settings.string("unix_sockets.user"),
                    settings.string("unix_sockets.group"),
                    settings.string("unix_sockets.mode")),
                build,
                services,
                checks,
                settings.trees("config_entries.bootstrap"),
                settings.trees("watches"),
                settings.strings("experiments"),
                settings.bool("peering.enabled"),
                settings.bool("auto_reload_config"),
                settings.bool("disable_remote_exec"),
                settings.bool("disable_update_check"),
                settings.bool("disable_anonymous_signature"),
                settings.bool("enable_debug"),
                settings.bool("use_streaming_backend"),
                settings.bool("rpc.enable_streaming", server),
                settings.bool("translate_wan_addrs"),
                settings.bool("enable_central_service_config"),
                settings.bool("leave_on_terminate", !server),
                settings.bool("skip_leave_on_interrupt", server),
                leaveDrain,
                sessionTtlMin,
                draft.rate("xds.update_max_per_second", 0),
                settings.bool("performance.enable_xds_load_balancing"),
                settings.string("pid_file"),
                debug,
                values);
    RuntimeConfig config = assemble.apply(Map.of());
    new ConfigRules(draft, config, addresses.dnsHasSocket()).check();
    return assemble.apply(DebugView.of(config, settings));
  }

  private List<ServiceDefinition> services(DefinitionBuilder definitions) {
    List<ServiceDefinition> services = new ArrayList<>();
    for (Settings service : settings.blocks("services")) {
      services.add(definitions.service(service));
    }
    return services;
  }

  private CheckConfig checkConfig() {
    boolean scripts = settings.bool("enable_script_checks");
    return new CheckConfig(
        settings.bool("enable_local_script_checks", scripts),
        scripts,
        draft.integer("check_output_max_size"),
        settings.bool("discard_check_output"),
        draft.duration("check_update_interval"),
        draft.duration("check_deregister_interval_min"),
        draft.duration("check_reap_interval"),
        draft.duration("ae_interval"),
        settings.bool("enable_agent_tls_for_checks"));
  }

  private LogConfig log() {
    return new LogConfig(
        settings.string("log_level"),
        settings.bool("log_json"),
        settings.string("log_file"),
        draft.duration("log_rotate_duration"),
        draft.integer("log_rotate_bytes"),
        draft.integer("log_rotate_max_files"),
        settings.bool("enable_syslog"),
        settings.string("syslog_facility"));
  }

  private void grpcTls(PortConfig ports) throws RefusedException {
    String certFile =
        settings.string("tls.grpc.cert_file", settings.string("tls.defaults.cert_file"));
    if (ports.grpc() > 0 && !certFile.isEmpty() && !settings.has("ports.grpc_tls")) {
      throw new RefusedException(
          "the `ports.grpc` listener no longer supports TLS. Use `ports.grpc_tls` instead. This"
              + " message is appearing because GRPC is configured to use TLS, but `ports.grpc_tls`"
              + " is not defined");
    }
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }
}
