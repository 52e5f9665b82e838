// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import io.praetor.config.LimitsConfig.RequestLimitsMode;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
    Map<String, Duration> serviceTtl = serviceTtl();
    DefinitionBuilder definitions = new DefinitionBuilder(draft);
    List<CheckDefinition> checks = definitions.checks(settings.blocks("checks"));
    List<ServiceDefinition> services = services(definitions);
    PortConfig ports = ports();
    AddressBuilder addresses = new AddressBuilder(draft, ports);
    addresses.resolve();
    EnterpriseRules.segmentPorts(settings);
    int multiplier = raftMultiplier();
    ConnectConfig connect = connect();
    ConfigEntryRules.check(settings.trees("config_entries.bootstrap"));
    addresses.resolveAllowed();
    TlsBuilder tlsBuilder = new TlsBuilder(draft);
    tlsBuilder.checkPlaces();
    grpcTls(ports);
    AutoConfig autoConfig = autoConfig();
    List<Cidr> allowWriteFrom =
        draft.cidrs("http_config.allow_write_http_from", "allow_write_http_from");
    draft.duration("federation_state_anti_entropy_sync_interval");
    GossipConfig gossip = gossip(addresses);
    NodeConfig node = node(addresses);
    AclConfig acl = acl();
    AutopilotConfig autopilot = autopilot();
    DnsConfig dns = dns(addresses, serviceTtl);
    Duration readTimeout = draft.durationAtLeast("http_config.read_timeout", seconds(1));
    Duration readHeaderTimeout =
        draft.durationAtLeast("http_config.read_header_timeout", seconds(1));
    Duration writeTimeout = draft.durationAtLeast("http_config.write_timeout", seconds(1));
    Duration idleTimeout = draft.durationAtLeast("http_config.idle_timeout", seconds(10));
    TelemetryConfig telemetry = new TelemetryBuilder(draft).build();
    gossip = withReconnect(gossip, draft.duration("advertise_reconnect_timeout"));
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
    FederationConfig federation = federation(node.datacenter());
    Duration rpcHandshake = draft.duration("limits.rpc_handshake_timeout");
    Duration rpcHold = draft.duration("performance.rpc_hold_timeout");
    Duration rpcClient = draft.duration("limits.rpc_client_timeout");
    RaftConfig raft = raft(multiplier);
    gossip = withReconnectTimeouts(gossip);
    LimitsConfig limits = limits(httpsHandshake, rpcClient, rpcHandshake, rpcHold);
    JoinConfig join = join();
    node = withRejoinAge(node);
    Duration sessionTtlMin = draft.duration("session_ttl_min");
    TlsConfig tls = tlsBuilder.build();
    List<InetAddress> autoEncryptIps = ips("auto_encrypt.ip_san", "AutoEncrypt.IPSAN");
    GossipConfig finalGossip = gossip;
    NodeConfig finalNode = node;
    ConfigValues values = new ConfigValues(settings, draft.host(), build, dev);
    Function<Map<String, Object>, RuntimeConfig> assemble =
        debug ->
            new RuntimeConfig(
                finalNode,
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
                ui(),
                connect,
                finalGossip,
                join,
                raft,
                coordinates(),
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

  private Map<String, Duration> serviceTtl() {
    Map<String, Duration> ttl = new HashMap<>();
    settings
        .stringMap("dns_config.service_ttl")
        .forEach(
            (name, text) ->
                ttl.put(
                    name,
                    draft.duration("dns_config.service_ttl[" + GoText.quote(name) + "]", text)));
    return ttl;
  }

  private List<ServiceDefinition> services(DefinitionBuilder definitions) {
    List<ServiceDefinition> services = new ArrayList<>();
    for (Settings service : settings.blocks("services")) {
      services.add(definitions.service(service));
    }
    return services;
  }

  private PortConfig ports() throws RefusedException {
    int dns = draft.port("ports.dns");
    int http = draft.port("ports.http");
    int https = draft.port("ports.https");
    int rpc = draft.port("ports.server");
    int grpc = draft.port("ports.grpc");
    int grpcTls =
        settings.has("ports.grpc_tls") ? draft.port("ports.grpc_tls") : server ? 8503 : -1;
    int serfLan = draft.port("ports.serf_lan");
    int serfWan = draft.port("ports.serf_wan");
    int proxyMin = draft.port("ports.proxy_min_port");
    int proxyMax = draft.port("ports.proxy_max_port");
    int sidecarMin = draft.port("ports.sidecar_min_port");
    int sidecarMax = draft.port("ports.sidecar_max_port");
    int exposeMin = draft.port("ports.expose_min_port");
    int exposeMax = draft.port("ports.expose_max_port");
    if (rpc <= 0) {
      throw new RefusedException("server-port must be greater than zero");
    }
    if (serfLan <= 0) {
      throw new RefusedException("serf-lan-port must be greater than zero");
    }
    ordered("proxy", proxyMin, proxyMax);
    ordered("sidecar", sidecarMin, sidecarMax);
    ordered("expose", exposeMin, exposeMax);
    return new PortConfig(
        dns,
        http,
        https,
        grpc,
        grpcTls,
        serfLan,
        serfWan,
        rpc,
        sidecarMin,
        sidecarMax,
        exposeMin,
        exposeMax);
  }

  private static void ordered(String name, int min, int max) throws RefusedException {
    if (max < min) {
      throw new RefusedException(
          name
              + "_min_port must be less than "
              + name
              + "_max_port. To disable, set both to zero.");
    }
  }

  private AutoConfig autoConfig() {
    String method = "auto_config.authorization.static.";
    for (String leeway : List.of("expiration_leeway", "not_before_leeway", "clock_skew_leeway")) {
      draft.duration(method + leeway);
    }
    Map<String, Object> kept = new HashMap<>();
    for (Field field : AccessFields.ALL) {
      Object value = settings.get(field.key());
      if (value != null && field.key().startsWith(method)) {
        kept.put(field.key().substring(method.length()), value);
      }
    }
    String fromEnvironment = draft.host().environment("CONSUL_INTRO_TOKEN");
    return new AutoConfig(
        settings.bool("auto_config.enabled"),
        fromEnvironment == null || fromEnvironment.isEmpty()
            ? settings.string("auto_config.intro_token")
            : fromEnvironment,
        settings.string("auto_config.intro_token_file"),
        settings.strings("auto_config.server_addresses"),
        settings.strings("auto_config.dns_sans"),
        ips("auto_config.ip_sans", "auto_config.ip_sans"),
        new AutoConfig.Authorization(
            settings.bool("auto_config.authorization.enabled"),
            settings.bool(method + "allow_reuse"),
            settings.strings(method + "claim_assertions"),
            kept));
  }

  private List<InetAddress> ips(String key, String name) {
    List<InetAddress> ips = new ArrayList<>();
    for (String text : settings.strings(key)) {
      InetAddress ip = Ip.parse(text);
      if (ip == null) {
        draft.warn("Cannot parse ip " + GoText.quote(text) + " from " + name);
      } else {
        ips.add(ip);
      }
    }
    return ips;
  }

  private GossipConfig gossip(AddressBuilder addresses) {
    return new GossipConfig(
        pool("gossip_lan", addresses.allowedLan()),
        pool("gossip_wan", addresses.allowedWan()),
        settings.string("encrypt"),
        settings.bool("encrypt_verify_incoming"),
        settings.bool("encrypt_verify_outgoing"),
        settings.bool("disable_keyring_file"),
        draft.integer("protocol"),
        Duration.ZERO);
  }

  private GossipConfig.Pool pool(String name, List<Cidr> allowed) {
    return new GossipConfig.Pool(
        draft.integer(name + ".gossip_nodes"),
        gossipDuration(name, "gossip_interval"),
        gossipDuration(name, "probe_interval"),
        gossipDuration(name, "probe_timeout"),
        draft.integer(name + ".suspicion_mult"),
        draft.integer(name + ".retransmit_mult"),
        allowed,
        Duration.ZERO);
  }

  /// Consul's own errors have the two dots.
  private Duration gossipDuration(String pool, String key) {
    return draft.duration(pool + ".." + key, settings.string(pool + "." + key));
  }

  private static GossipConfig withReconnect(GossipConfig g, Duration advertised) {
    return new GossipConfig(
        g.lan(),
        g.wan(),
        g.encryptKey(),
        g.encryptVerifyIncoming(),
        g.encryptVerifyOutgoing(),
        g.disableKeyringFile(),
        g.protocol(),
        advertised);
  }

  private GossipConfig withReconnectTimeouts(GossipConfig g) {
    return new GossipConfig(
        withReconnect(g.lan(), draft.duration("reconnect_timeout")),
        withReconnect(g.wan(), draft.duration("reconnect_timeout_wan")),
        g.encryptKey(),
        g.encryptVerifyIncoming(),
        g.encryptVerifyOutgoing(),
        g.disableKeyringFile(),
        g.protocol(),
        g.advertiseReconnectTimeout());
  }

  private static GossipConfig.Pool withReconnect(GossipConfig.Pool p, Duration timeout) {
    return new GossipConfig.Pool(
        p.gossipNodes(),
        p.gossipInterval(),
        p.probeInterval(),
        p.probeTimeout(),
        p.suspicionMult(),
        p.retransmitMult(),
        p.allowedCidrs(),
        timeout);
  }

  private NodeConfig node(AddressBuilder addresses) {
    String name = settings.string("node_name").strip();
    Locality locality =
        settings.has("locality")
            ? new Locality(settings.string("locality.region"), settings.string("locality.zone"))
            : null;
    return new NodeConfig(
        settings.string("node_id"),
        name.isEmpty() ? draft.host().name() : name,
        settings.stringMap("node_meta"),
        addresses.tagged(),
        settings.string("datacenter").toLowerCase(Locale.ROOT),
        settings.string("data_dir"),
        server,
        dev,
        settings.bool("bootstrap") || settings.integer("bootstrap_expect") == 1,
        settings.integer("bootstrap_expect") == 1 ? 0 : draft.integer("bootstrap_expect"),
        settings.bool("disable_host_node_id"),
        settings.bool("rejoin_after_leave"),
        locality,
        Duration.ZERO,
        settings.string("server_name"),
        settings.bool("read_replica"));
  }

  private NodeConfig withRejoinAge(NodeConfig n) {
    return new NodeConfig(
        n.id(),
        n.name(),
        n.meta(),
        n.taggedAddresses(),
        n.datacenter(),
        n.dataDir(),
        n.server(),
        n.devMode(),
        n.bootstrap(),
        n.bootstrapExpect(),
        n.disableHostNodeId(),
        n.rejoinAfterLeave(),
        n.locality(),
        draft.durationAtLeast("server_rejoin_age_max", Duration.ofHours(6)),
        n.serverName(),
        n.readReplica());
  }

  private AclConfig acl() {
    Duration policyTtl = draft.duration("acl.policy_ttl");
    Duration tokenTtl = draft.duration("acl.token_ttl");
    Duration roleTtl = draft.duration("acl.role_ttl");
    return new AclConfig(
        settings.bool("acl.enabled"),
        settings.string("acl.default_policy"),
        settings.string("acl.down_policy"),
        policyTtl,
        roleTtl,
        tokenTtl,
        settings.bool("acl.enable_key_list_policy"),
        settings.bool("acl.enable_token_replication"),
        settings.bool("acl.enable_token_persistence"),
        settings.string("acl.tokens.initial_management"),
        new AclConfig.Tokens(
            settings.string("acl.tokens.default"),
            settings.string("acl.tokens.agent"),
            settings.string("acl.tokens.agent_recovery"),
            settings.string("acl.tokens.replication"),
            settings.string("acl.tokens.config_file_service_registration"),
            settings.string("acl.tokens.dns")),
        settings.string("default_intention_policy"));
  }

  private AutopilotConfig autopilot() {
    return new AutopilotConfig(
        settings.bool("autopilot.cleanup_dead_servers"),
        draft.duration("autopilot.last_contact_threshold"),
        settings.integer("autopilot.max_trailing_logs"),
        settings.integer("autopilot.min_quorum"),
        draft.duration("autopilot.server_stabilization_time"),
        settings.bool("autopilot.disable_upgrade_migration"),
        settings.string("autopilot.redundancy_zone_tag"),
        settings.string("autopilot.upgrade_version_tag"));
  }

  private DnsConfig dns(AddressBuilder addresses, Map<String, Duration> serviceTtl) {
    Duration maxStale = draft.duration("dns_config.max_stale");
    Duration nodeTtl = draft.duration("dns_config.node_ttl");
    String strategy = settings.string("dns_config.recursor_strategy");
    if (!strategy.equals("sequential") && !strategy.equals("random") && !strategy.isEmpty()) {
      draft.fault("dns_config.recursor_strategy: invalid strategy: " + GoText.quote(strategy));
    }
    // Consul names this key without its block.
    Duration recursorTimeout =
        draft.duration("recursor_timeout", settings.string("dns_config.recursor_timeout"));
    return new DnsConfig(
        addresses.dns(),
        withDot(settings.string("domain")),
        withDot(settings.string("alt_domain")),
        addresses.recursors(),
        strategy.isEmpty() ? "sequential" : strategy,
        recursorTimeout,
        settings.bool("dns_config.allow_stale"),
        maxStale,
        draft.integer("dns_config.a_record_limit"),
        draft.integer("dns_config.udp_answer_limit"),
        settings.bool("dns_config.disable_compression"),
        settings.bool("dns_config.enable_truncate"),
        settings.bool("dns_config.only_passing"),
        nodeTtl,
        serviceTtl,
        settings.bool("dns_config.enable_additional_node_meta_txt"),
        new DnsConfig.Soa(
            settings.integer("dns_config.soa.refresh"),
            settings.integer("dns_config.soa.retry"),
            settings.integer("dns_config.soa.expire"),
            settings.integer("dns_config.soa.min_ttl")),
        settings.bool("dns_config.use_cache"),
        draft.duration("dns_config.cache_max_age"));
  }

  private static String withDot(String domain) {
    return domain.isEmpty() || domain.endsWith(".") ? domain : domain + ".";
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

  private FederationConfig federation(String datacenter) {
    String primary = settings.string("primary_datacenter").toLowerCase(Locale.ROOT);
    return new FederationConfig(
        primary.isEmpty() ? datacenter : primary,
        settings.strings("primary_gateways"),
        draft.duration("primary_gateways_interval"));
  }

  private int raftMultiplier() throws RefusedException {
    int multiplier = draft.integer("performance.raft_multiplier");
    if (multiplier < 1 || multiplier > 10) {
      throw new RefusedException(
          "performance.raft_multiplier cannot be " + multiplier + ". Must be between 1 and 10");
    }
    return multiplier;
  }

  private RaftConfig raft(int multiplier) {
    int protocol = draft.integer("raft_protocol");
    Duration snapshotInterval = draft.duration("raft_snapshot_interval");
    Duration verification = draft.duration("raft_logstore.verification.interval");
    return new RaftConfig(
        protocol,
        draft.duration("consul.raft.heartbeat_timeout").multipliedBy(multiplier),
        draft.duration("consul.raft.election_timeout").multipliedBy(multiplier),
        draft.duration("consul.raft.leader_lease_timeout").multipliedBy(multiplier),
        draft.integer("raft_snapshot_threshold"),
        snapshotInterval,
        draft.integer("raft_trailing_logs"),
        settings.bool("raft_prevote_disabled"),
        new RaftConfig.LogStore(
            settings.string("raft_logstore.backend"),
            settings.bool("raft_logstore.disable_log_cache"),
            settings.bool("raft_logstore.verification.enabled"),
            verification,
            settings.bool("raft_logstore.boltdb.no_freelist_sync"),
            (int) (settings.integer("raft_logstore.wal.segment_size_mb") << 20)),
        draft.duration("consul.server.health_interval"));
  }

  private LimitsConfig limits(
      Duration httpsHandshake, Duration rpcClient, Duration rpcHandshake, Duration rpcHold) {
    return new LimitsConfig(
        draft.integer("limits.http_max_conns_per_client"),
        httpsHandshake,
        requestLimitsMode(),
        draft.rate("limits.request_limits.read_rate", -1),
        draft.rate("limits.request_limits.write_rate", -1),
        rpcClient,
        rpcHandshake,
        rpcHold,
        draft.integer("limits.rpc_max_burst"),
        draft.integer("limits.rpc_max_conns_per_client"),
        draft.rate("limits.rpc_rate", -1),
        settings.integer("limits.kv_max_value_size"),
        settings.integer("limits.txn_max_req_len"));
  }

  private RequestLimitsMode requestLimitsMode() {
    String mode = settings.string("limits.request_limits.mode");
    return switch (mode) {
      case "disabled", "" -> RequestLimitsMode.DISABLED;
      case "permissive" -> RequestLimitsMode.PERMISSIVE;
      case "enforcing" -> RequestLimitsMode.ENFORCING;
      default -> {
        draft.fault("limits.request_limits.mode: invalid mode: " + GoText.quote(mode));
        yield RequestLimitsMode.DISABLED;
      }
    };
  }

  private JoinConfig join() {
    Duration lan = draft.duration("retry_interval");
    Duration wan = draft.duration("retry_interval_wan");
    return new JoinConfig(
        new JoinConfig.Pool(expanded("retry_join"), lan, draft.integer("retry_max")),
        new JoinConfig.Pool(expanded("retry_join_wan"), wan, draft.integer("retry_max_wan")));
  }

  /// Templates may give several addresses; plain text and `provider=` phrases pass as they are.
  private List<String> expanded(String key) {
    List<String> addresses = new ArrayList<>();
    for (String text : settings.strings(key)) {
      if (!text.contains("{{")) {
        addresses.add(text);
        continue;
      }
      String resolved = draft.resolved(key, text);
      for (String part : resolved.split("\\s+")) {
        if (!part.isEmpty()) {
          addresses.add(part);
        }
      }
    }
    return addresses;
  }

  private UiConfig ui() {
    List<UiConfig.Header> headers = new ArrayList<>();
    for (Settings header : settings.blocks("ui_config.metrics_proxy.add_headers")) {
      headers.add(new UiConfig.Header(header.string("name"), header.string("value")));
    }
    return new UiConfig(
        settings.bool("ui_config.enabled"),
        settings.string("ui_config.dir"),
        contentPath(settings.string("ui_config.content_path")),
        settings.string("ui_config.metrics_provider"),
        settings.strings("ui_config.metrics_provider_files"),
        settings.string("ui_config.metrics_provider_options_json"),
        new UiConfig.MetricsProxy(
            settings.string("ui_config.metrics_proxy.base_url"),
            headers,
            settings.strings("ui_config.metrics_proxy.path_allowlist")),
        settings.stringMap("ui_config.dashboard_url_templates"));
  }

  private static String contentPath(String path) {
    if (path.isEmpty()) {
      return "/ui/";
    }
    String start = path.startsWith("/") ? path : "/" + path;
    return start.endsWith("/") ? start : start + "/";
  }

  private ConnectConfig connect() throws RefusedException {
    String cidrV4 = settings.string("connect.virtual_ip_cidr_v4");
    String cidrV6 = settings.string("connect.virtual_ip_cidr_v6");
    cidr("virtual_ip_cidr_v4", cidrV4, 4);
    cidr("virtual_ip_cidr_v6", cidrV6, 16);
    boolean federation = settings.bool("connect.enable_mesh_gateway_wan_federation");
    // Handing out certificates needs the certificate authority.
    boolean enabled =
        settings.bool("connect.enabled")
            || settings.bool("auto_encrypt.allow_tls")
            || settings.bool("auto_encrypt.tls")
            || settings.bool("auto_config.enabled");
    if (federation && !enabled) {
      throw new RefusedException(
          "'connect.enable_mesh_gateway_wan_federation=true' requires 'connect.enabled=true'");
    }
    return new ConnectConfig(
        enabled,
        settings.string("connect.ca_provider"),
        CaSettings.translated(settings.tree("connect.ca_config")),
        federation,
        cidrV4,
        cidrV6);
  }

  private static void cidr(String key, String text, int length) throws RefusedException {
    if (text.isEmpty()) {
      return;
    }
    Cidr cidr = Cidr.parse(text);
    if (cidr == null) {
      throw new RefusedException("invalid " + key + ": invalid CIDR address: " + text);
    }
    if (cidr.network().getAddress().length != length) {
      throw new RefusedException(
          "invalid " + key + ": cidr " + GoText.quote(text) + " must be IPv" + length * 8);
    }
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

  private CoordinateConfig coordinates() {
    return new CoordinateConfig(
        settings.bool("disable_coordinates"),
        settings.decimal("sync_coordinate_rate_target", 64),
        draft.duration("sync_coordinate_interval_min"),
        draft.duration("consul.coordinate.update_period"),
        draft.integer("consul.coordinate.update_batch_size"),
        draft.integer("consul.coordinate.update_max_batches"));
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }
}
