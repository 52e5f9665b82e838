// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The configuration under the field names that Consul shows as `DebugConfig` of `agent/self`.
/// Texts
/// stand as they were given, durations in Go's form, secrets as `hidden`. Client libraries and test
/// suites read single fields of it, so every field is there.
final class DebugView {
  private static final String HIDDEN = "hidden";

  private final RuntimeConfig config;
  private final Settings settings;
  private final Map<String, @Nullable Object> view = new TreeMap<>();

  private DebugView(RuntimeConfig config, Settings settings) {
    this.config = config;
    this.settings = settings;
  }

  @SuppressWarnings("NullAway") // JSON null stands in the tree as Java's
  static Map<String, Object> of(RuntimeConfig config, Settings settings) {
    DebugView view = new DebugView(config, settings);
    view.node();
    view.addresses();
    view.dns();
    view.http();
    view.limits();
    view.checks();
    view.acl();
    view.cluster();
    view.mesh();
    view.rest();
    view.logging();
    view.put("TLS", view.tls());
    view.put("Telemetry", view.telemetry());
    view.put("UIConfig", view.ui());
    view.put("AutoConfig", view.autoConfig());
    view.put("Services", config.services().stream().map(DebugDefinitions::service).toList());
    view.put("Checks", config.serviceChecks().stream().map(DebugDefinitions::check).toList());
    return Collections.unmodifiableMap(view.view);
  }

  private void put(String name, @Nullable Object value) {
    view.put(name, plain(value));
  }

  /// Values of the records in the forms that JSON has.
  static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Duration duration -> GoDuration.format(duration);
      case InetSocketAddress address ->
          "tcp://" + Ip.hostPort(address.getAddress(), address.getPort());
      case java.net.InetAddress address -> Ip.text(address);
      case ListenAddress address -> address.toString();
      case Cidr cidr -> cidr.toString();
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(element -> copy.add(plain(element)));
        yield copy;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new TreeMap<>();
        map.forEach((key, element) -> copy.put(key.toString(), plain(element)));
        yield copy;
      }
      default -> value;
    };
  }

  private void node() {
    NodeConfig node = config.node();
    put("NodeID", node.id());
    put("NodeName", node.name());
    put("NodeMeta", node.meta());
    put("TaggedAddresses", node.taggedAddresses());
    put("Datacenter", node.datacenter());
    put("DataDir", node.dataDir());
    put("ServerMode", node.server());
    put("DevMode", node.devMode());
    put("Bootstrap", node.bootstrap());
    put("BootstrapExpect", node.bootstrapExpect());
    put("DisableHostNodeID", node.disableHostNodeId());
    put("RejoinAfterLeave", node.rejoinAfterLeave());
    put("Locality", DebugDefinitions.locality(node.locality()));
    put("ServerRejoinAgeMax", node.serverRejoinAgeMax());
    put("ServerName", node.serverName());
    put("ReadReplica", node.readReplica());
    put("PrimaryDatacenter", config.federation().primaryDatacenter());
    put("PrimaryGateways", config.federation().primaryGateways());
    put("PrimaryGatewaysInterval", config.federation().primaryGatewaysInterval());
    put("TranslateWANAddrs", config.translateWanAddrs());
    put("LeaveOnTerm", config.leaveOnTerm());
    put("SkipLeaveOnInt", config.skipLeaveOnInterrupt());
    put("LeaveDrainTime", config.leaveDrainTime());
    put("PidFile", config.pidFile());
    put("DisableRemoteExec", config.disableRemoteExec());
    put("DisableUpdateCheck", config.disableUpdateCheck());
    put("DisableAnonymousSignature", config.disableAnonymousSignature());
    put("EnableDebug", config.enableDebug());
    put("AutoReloadConfig", config.autoReloadConfig());
    put("AutoReloadConfigCoalesceInterval", "1s");
    put("Experiments", config.experiments());
    put("EnterpriseRuntimeConfig", Map.of());
    put("SegmentLimit", settings.integer("segment_limit"));
    put("SegmentName", "");
    put("SegmentNameLimit", 64);
    put("Segments", List.of());
    put("Reporting", Map.of("License", Map.of("Enabled", false), "SnapshotRetentionTime", "0s"));
    put("Revision", config.build().revision());
    put("Version", config.build().version());
    put("VersionPrerelease", config.build().prerelease());
    put("VersionMetadata", config.build().metadata());
    put(
        "BuildDate",
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", java.util.Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(config.build().buildDate())
            + " +0000 UTC");
  }

  private void addresses() {
    AddressConfig a = config.addresses();
    put("BindAddr", a.bindAddr());
    put("AdvertiseAddrLAN", a.advertiseLan());
    put("AdvertiseAddrWAN", a.advertiseWan());
    put("ClientAddrs", a.clientAddrs());
    put("RPCBindAddr", a.rpcBind());
    put("RPCAdvertiseAddr", a.rpcAdvertise());
    put("SerfBindAddrLAN", a.serfLanBind());
    put("SerfAdvertiseAddrLAN", a.serfLanAdvertise());
    put("SerfBindAddrWAN", a.serfWanBind() == null ? "" : a.serfWanBind());
    put("SerfAdvertiseAddrWAN", a.serfWanAdvertise() == null ? "" : a.serfWanAdvertise());
    PortConfig ports = config.ports();
    put("DNSPort", ports.dns());
    put("HTTPPort", ports.http());
    put("HTTPSPort", ports.https());
    put("GRPCPort", ports.grpc());
    put("GRPCTLSPort", ports.grpcTls());
    put("SerfPortLAN", ports.serfLan());
    put("SerfPortWAN", ports.serfWan());
    put("ServerPort", ports.server());
    put("ConnectSidecarMinPort", ports.sidecarMin());
    put("ConnectSidecarMaxPort", ports.sidecarMax());
    put("ExposeMinPort", ports.exposeMin());
    put("ExposeMaxPort", ports.exposeMax());
    put("GRPCAddrs", config.grpc().addresses());
    put("GRPCTLSAddrs", config.grpc().tlsAddresses());
    put("GRPCKeepaliveInterval", config.grpc().keepaliveInterval());
    put("GRPCKeepaliveTimeout", config.grpc().keepaliveTimeout());
    put("UnixSocketUser", config.unixSockets().user());
    put("UnixSocketGroup", config.unixSockets().group());
    put("UnixSocketMode", config.unixSockets().mode());
  }

  private void dns() {
    DnsConfig dns = config.dns();
    List<String> listeners = new ArrayList<>();
    for (String protocol : List.of("tcp", "udp")) {
      for (InetSocketAddress address : dns.addresses()) {
        listeners.add(protocol + "://" + Ip.hostPort(address.getAddress(), address.getPort()));
      }
    }
    put("DNSAddrs", listeners);
    put("DNSDomain", settings.string("domain"));
    put("DNSAltDomain", settings.string("alt_domain"));
    put("DNSRecursors", dns.recursors());
    put("DNSRecursorStrategy", dns.recursorStrategy());
    put("DNSRecursorTimeout", dns.recursorTimeout());
    put("DNSAllowStale", dns.allowStale());
    put("DNSMaxStale", dns.maxStale());
    put("DNSARecordLimit", dns.aRecordLimit());
    put("DNSUDPAnswerLimit", dns.udpAnswerLimit());
    put("DNSDisableCompression", dns.disableCompression());
    put("DNSEnableTruncate", dns.enableTruncate());
    put("DNSOnlyPassing", dns.onlyPassing());
    put("DNSNodeTTL", dns.nodeTtl());
    put("DNSServiceTTL", dns.serviceTtl());
    put("DNSNodeMetaTXT", dns.nodeMetaTxt());
    put(
        "DNSSOA",
        Map.of(
            "Refresh", dns.soa().refresh(),
            "Retry", dns.soa().retry(),
            "Expire", dns.soa().expire(),
            "Minttl", dns.soa().minTtl()));
    put("DNSUseCache", dns.useCache());
    put("DNSCacheMaxAge", dns.cacheMaxAge());
  }

  private void http() {
    HttpConfig http = config.http();
    put("HTTPAddrs", http.httpAddresses());
    put("HTTPSAddrs", http.httpsAddresses());
    put("HTTPBlockEndpoints", http.blockEndpoints());
    put("AllowWriteHTTPFrom", http.allowWriteFrom());
    put("HTTPResponseHeaders", http.responseHeaders());
    put("HTTPUseCache", http.useCache());
    put("HTTPMaxHeaderBytes", http.maxHeaderBytes());
    put("HTTPReadTimeout", http.readTimeout());
    put("HTTPReadHeaderTimeout", http.readHeaderTimeout());
    put("HTTPWriteTimeout", http.writeTimeout());
    put("HTTPIdleTimeout", http.idleTimeout());
    put("DisableHTTPUnprintableCharFilter", http.disableUnprintableCharFilter());
    put("DefaultQueryTime", http.defaultQueryTime());
    put("MaxQueryTime", http.maxQueryTime());
    put("DiscoveryMaxStale", http.discoveryMaxStale());
    put("DisableKVKeyValidation", http.disableKvKeyValidation());
  }

  private void limits() {
    LimitsConfig limits = config.limits();
    put("HTTPMaxConnsPerClient", limits.httpMaxConnsPerClient());
    put("HTTPSHandshakeTimeout", limits.httpsHandshakeTimeout());
    put("RequestLimitsMode", limits.requestLimitsMode().number());
    put("RequestLimitsReadRate", limits.requestReadRate());
    put("RequestLimitsWriteRate", limits.requestWriteRate());
    put("RPCClientTimeout", limits.rpcClientTimeout());
    put("RPCHandshakeTimeout", limits.rpcHandshakeTimeout());
    put("RPCHoldTimeout", limits.rpcHoldTimeout());
    put("RPCMaxBurst", limits.rpcMaxBurst());
    put("RPCMaxConnsPerClient", limits.rpcMaxConnsPerClient());
    put("RPCRateLimit", limits.rpcRate());
    put("KVMaxValueSize", limits.kvMaxValueSize());
    put("TxnMaxReqLen", limits.txnMaxReqLen());
    put(
        "Cache",
        tree(
            "EntryFetchMaxBurst", config.cache().entryFetchMaxBurst(),
            "EntryFetchRate", config.cache().entryFetchRate(),
            "Logger", null));
  }

  private void checks() {
    CheckConfig checks = config.checks();
    put("EnableLocalScriptChecks", checks.enableLocalScripts());
    put("EnableRemoteScriptChecks", checks.enableRemoteScripts());
    put("CheckOutputMaxSize", checks.outputMaxSizeBytes());
    put("DiscardCheckOutput", checks.discardOutput());
    put("CheckUpdateInterval", checks.updateInterval());
    put("CheckDeregisterIntervalMin", checks.deregisterIntervalMin());
    put("CheckReapInterval", checks.reapInterval());
    put("AEInterval", checks.antiEntropyInterval());
    put("EnableAgentTLSForChecks", checks.agentTls());
  }

  private void acl() {
    AclConfig acl = config.acl();
    put("ACLsEnabled", acl.enabled());
    put("ACLEnableKeyListPolicy", acl.enableKeyListPolicy());
    put("ACLTokenReplication", acl.tokenReplication());
    put("ACLInitialManagementToken", HIDDEN);
    put("DefaultIntentionPolicy", acl.defaultIntentionPolicy());
    put(
        "ACLResolverSettings",
        tree(
            "ACLDefaultPolicy", acl.defaultPolicy(),
            "ACLDownPolicy", acl.downPolicy(),
            "ACLPolicyTTL", acl.policyTtl(),
            "ACLRoleTTL", acl.roleTtl(),
            "ACLTokenTTL", acl.tokenTtl(),
            "ACLsEnabled", acl.enabled(),
            "Datacenter", config.node().datacenter(),
            "EnterpriseMeta", Map.of(),
            "NodeName", config.node().name()));
    put(
        "ACLTokens",
        tree(
            "ACLAgentRecoveryToken", HIDDEN,
            "ACLAgentToken", HIDDEN,
            "ACLConfigFileRegistrationToken", HIDDEN,
            "ACLDNSToken", HIDDEN,
            "ACLDefaultToken", HIDDEN,
            "ACLReplicationToken", HIDDEN,
            "DataDir", config.node().dataDir(),
            "EnablePersistence", acl.tokenPersistence(),
            "EnterpriseConfig", Map.of()));
  }

  private void cluster() {
    AutopilotConfig autopilot = config.autopilot();
    put("AutopilotCleanupDeadServers", autopilot.cleanupDeadServers());
    put("AutopilotDisableUpgradeMigration", autopilot.disableUpgradeMigration());
    put("AutopilotLastContactThreshold", autopilot.lastContactThreshold());
    put("AutopilotMaxTrailingLogs", autopilot.maxTrailingLogs());
    put("AutopilotMinQuorum", autopilot.minQuorum());
    put("AutopilotRedundancyZoneTag", autopilot.redundancyZoneTag());
    put("AutopilotServerStabilizationTime", autopilot.serverStabilizationTime());
    put("AutopilotUpgradeVersionTag", autopilot.upgradeVersionTag());
    gossip("LAN", config.gossip().lan());
    gossip("WAN", config.gossip().wan());
    put("AdvertiseReconnectTimeout", config.gossip().advertiseReconnectTimeout());
    put("EncryptKey", HIDDEN);
    put(
        "StaticRuntimeConfig",
        tree(
            "EncryptVerifyIncoming", config.gossip().encryptVerifyIncoming(),
            "EncryptVerifyOutgoing", config.gossip().encryptVerifyOutgoing()));
    put("DisableKeyringFile", config.gossip().disableKeyringFile());
    put("RPCProtocol", config.gossip().protocol());
    join("LAN", config.join().lan());
    join("WAN", config.join().wan());
    raft(config.raft());
    CoordinateConfig coordinates = config.coordinates();
    put("DisableCoordinates", coordinates.disabled());
    put("SyncCoordinateIntervalMin", coordinates.syncIntervalMin());
    put("SyncCoordinateRateTarget", coordinates.syncRateTarget());
    put("ConsulCoordinateUpdatePeriod", coordinates.updatePeriod());
    put("ConsulCoordinateUpdateBatchSize", coordinates.updateBatchSize());
    put("ConsulCoordinateUpdateMaxBatches", coordinates.updateMaxBatches());
    put("SessionTTLMin", config.sessionTtlMin());
  }

  private void gossip(String name, GossipConfig.Pool pool) {
    put("Gossip" + name + "GossipInterval", pool.gossipInterval());
    put("Gossip" + name + "GossipNodes", pool.gossipNodes());
    put("Gossip" + name + "ProbeInterval", pool.probeInterval());
    put("Gossip" + name + "ProbeTimeout", pool.probeTimeout());
    put("Gossip" + name + "RetransmitMult", pool.retransmitMult());
    put("Gossip" + name + "SuspicionMult", pool.suspicionMult());
    put("SerfAllowedCIDRs" + name, pool.allowedCidrs());
    put("ReconnectTimeout" + name, pool.reconnectTimeout());
  }

  private void join(String name, JoinConfig.Pool pool) {
    put("RetryJoin" + name, pool.addresses());
    put("RetryJoinInterval" + name, pool.interval());
    put("RetryJoinMaxAttempts" + name, pool.maxAttempts());
  }

  private void raft(RaftConfig raft) {
    put("RaftProtocol", raft.protocol());
    put("ConsulRaftElectionTimeout", raft.electionTimeout());
    put("ConsulRaftHeartbeatTimeout", raft.heartbeatTimeout());
    put("ConsulRaftLeaderLeaseTimeout", raft.leaderLeaseTimeout());
    put("ConsulServerHealthInterval", raft.serverHealthInterval());
    put("RaftSnapshotThreshold", raft.snapshotThreshold());
    put("RaftSnapshotInterval", raft.snapshotInterval());
    put("RaftTrailingLogs", raft.trailingLogs());
    put("RaftPreVoteDisabled", raft.preVoteDisabled());
    RaftConfig.LogStore store = raft.logStore();
    put(
        "RaftLogStoreConfig",
        tree(
            "Backend", store.backend(),
            "BoltDB", tree("NoFreelistSync", store.boltDbNoFreelistSync()),
            "DisableLogCache", store.disableLogCache(),
            "Verification",
                tree(
                    "Enabled", store.verificationEnabled(),
                    "Interval", store.verificationInterval()),
            "WAL", tree("SegmentSize", store.walSegmentSizeBytes())));
  }

  private void mesh() {
    ConnectConfig connect = config.connect();
    put("ConnectEnabled", connect.enabled());
    put("ConnectCAProvider", connect.caProvider());
    put("ConnectCAConfig", connect.caConfig());
    put("ConnectMeshGatewayWANFederationEnabled", connect.meshGatewayWanFederation());
    put("ConnectTestCALeafRootChangeSpread", "0s");
    put("ConnectVirtualIPCIDRv4", connect.virtualIpCidrV4());
    put("ConnectVirtualIPCIDRv6", connect.virtualIpCidrV6());
    put("AutoEncryptTLS", config.autoEncrypt().tls());
    put("AutoEncryptAllowTLS", config.autoEncrypt().allowTls());
    put("AutoEncryptDNSSAN", config.autoEncrypt().dnsSan());
    put("AutoEncryptIPSAN", bytes(config.autoEncrypt().ipSan()));
    put("PeeringEnabled", config.peeringEnabled());
    put("PeeringTestAllowPeerRegistrations", false);
    put("XDSUpdateRateLimit", config.xdsUpdateRateLimit());
    put("EnableXDSLoadBalancing", config.xdsLoadBalancing());
    put("EnableCentralServiceConfig", config.centralServiceConfig());
    put("LocalProxyConfigResyncInterval", "30s");
    put(
        "FederationStateAntiEntropySyncInterval",
        GoDuration.parse(settings.string("federation_state_anti_entropy_sync_interval", "0s")));
  }

  /// Go prints an IP address inside of a list as its sixteen bytes.
  private static List<List<Integer>> bytes(List<java.net.InetAddress> addresses) {
    return addresses.stream()
        .map(
            address -> {
              byte[] raw = address.getAddress();
              List<Integer> all = new ArrayList<>(16);
              for (int i = 0; i < 16 - raw.length; i++) {
                all.add(i < 10 ? 0 : 255);
              }
              for (byte b : raw) {
                all.add(b & 0xff);
              }
              return all;
            })
        .toList();
  }

  private void rest() {
    put("UseStreamingBackend", config.useStreamingBackend());
    put("RPCConfig", tree("EnableStreaming", config.rpcEnableStreaming()));
    put("ConfigEntryBootstrap", config.configEntries());
    put("Watches", config.watches().stream().map(ignored -> Map.of()).toList());
  }

  private void logging() {
    LogConfig log = config.log();
    put(
        "Logging",
        tree(
            "EnableSyslog", log.syslog(),
            "LogFilePath", log.filePath(),
            "LogJSON", log.json(),
            "LogLevel", log.level(),
            "LogRotateBytes", log.rotateBytes(),
            "LogRotateDuration", log.rotateDuration(),
            "LogRotateMaxFiles", log.rotateMaxFiles(),
            "Name", "",
            "SyslogFacility", log.syslogFacility()));
  }

  private Map<String, @Nullable Object> tls() {
    TlsConfig tls = config.tls();
    return tree(
        "AutoTLS", tls.autoTls(),
        "Domain", settings.string("domain"),
        "EnableAgentTLSForChecks", config.checks().agentTls(),
        "GRPC", protocol(tls.grpc()),
        "HTTPS", protocol(tls.https()),
        "InternalRPC", protocol(tls.internalRpc()),
        "NodeName", config.node().name(),
        "ServerMode", config.node().server(),
        "ServerName", config.node().serverName());
  }

  private static Map<String, @Nullable Object> protocol(TlsConfig.Protocol protocol) {
    return tree(
        "CAFile", protocol.caFile(),
        "CAPath", protocol.caPath(),
        "CertFile", protocol.certFile(),
        "CipherSuites", protocol.cipherSuites(),
        "KeyFile", HIDDEN,
        "TLSMinVersion", protocol.minVersion(),
        "UseAutoCert", protocol.useAutoCert(),
        "VerifyIncoming", protocol.verifyIncoming(),
        "VerifyOutgoing", protocol.verifyOutgoing(),
        "VerifyServerHostname", protocol.verifyServerHostname());
  }

  private Map<String, @Nullable Object> telemetry() {
    TelemetryConfig t = config.telemetry();
    Map<String, @Nullable Object> all =
        tree(
            "AllowedPrefixes", t.allowedPrefixes(),
            "BlockedPrefixes", t.blockedPrefixes(),
            "CirconusAPIToken", HIDDEN,
            "Disable", false,
            "DisableHostname", t.disableHostname(),
            "DisablePerTenancyUsageMetrics", t.disablePerTenancyUsage(),
            "DogstatsdAddr", t.dogstatsdAddr(),
            "DogstatsdTags", t.dogstatsdTags(),
            "EnableHostMetrics", t.enableHostMetrics(),
            "FilterDefault", t.filterDefault(),
            "MetricsPrefix", t.metricsPrefix(),
            "PrometheusOpts",
                tree(
                    "CounterDefinitions", List.of(),
                    "Expiration", t.prometheusRetention(),
                    "GaugeDefinitions", List.of(),
                    "Name", t.metricsPrefix(),
                    "Registerer", null,
                    "SummaryDefinitions", List.of()),
            "RetryFailedConfiguration", t.retryFailedConnection(),
            "StatsdAddr", t.statsdAddr(),
            "StatsiteAddr", t.statsiteAddr());
    CIRCONUS.forEach((name, key) -> all.put(name, t.circonus().getOrDefault(key, "")));
    return all;
  }

  private static final Map<String, String> CIRCONUS =
      Map.ofEntries(
          Map.entry("CirconusAPIApp", "circonus_api_app"),
          Map.entry("CirconusAPIURL", "circonus_api_url"),
          Map.entry("CirconusBrokerID", "circonus_broker_id"),
          Map.entry("CirconusBrokerSelectTag", "circonus_broker_select_tag"),
          Map.entry("CirconusCheckDisplayName", "circonus_check_display_name"),
          Map.entry("CirconusCheckForceMetricActivation", "circonus_check_force_metric_activation"),
          Map.entry("CirconusCheckID", "circonus_check_id"),
          Map.entry("CirconusCheckInstanceID", "circonus_check_instance_id"),
          Map.entry("CirconusCheckSearchTag", "circonus_check_search_tag"),
          Map.entry("CirconusCheckTags", "circonus_check_tags"),
          Map.entry("CirconusSubmissionInterval", "circonus_submission_interval"),
          Map.entry("CirconusSubmissionURL", "circonus_submission_url"));

  private Map<String, @Nullable Object> ui() {
    UiConfig ui = config.ui();
    return tree(
        "ContentPath", ui.contentPath(),
        "DashboardURLTemplates", ui.dashboardUrlTemplates(),
        "Dir", ui.dir(),
        "Enabled", ui.enabled(),
        "MetricsProvider", ui.metricsProvider(),
        "MetricsProviderFiles", ui.metricsProviderFiles(),
        "MetricsProviderOptionsJSON", ui.metricsProviderOptionsJson(),
        "MetricsProxy",
            tree(
                "AddHeaders",
                    ui.metricsProxy().addHeaders().stream()
                        .map(header -> tree("Name", header.name(), "Value", HIDDEN))
                        .toList(),
                "BaseURL", ui.metricsProxy().baseUrl(),
                "PathAllowlist", ui.metricsProxy().pathAllowlist()));
  }

  private Map<String, @Nullable Object> autoConfig() {
    AutoConfig auto = config.autoConfig();
    Map<String, Object> method = auto.authorization().method();
    return tree(
        "Authorizer",
            tree(
                "AllowReuse", auto.authorization().allowReuse(),
                "AuthMethod",
                    tree(
                        "ACLAuthMethodEnterpriseFields", Map.of(),
                        "Config",
                            tree(
                                "BoundAudiences", method.get("bound_audiences"),
                                "BoundIssuer", method.getOrDefault("bound_issuer", ""),
                                "ClaimMappings", method.get("claim_mappings"),
                                "ClockSkewLeeway", 0,
                                "ExpirationLeeway", 0,
                                "JWKSCACert", method.getOrDefault("jwks_ca_cert", ""),
                                "JWKSURL", method.getOrDefault("jwks_url", ""),
                                "JWTSupportedAlgs", method.get("jwt_supported_algs"),
                                "JWTValidationPubKeys", method.get("jwt_validation_pub_keys"),
                                "ListClaimMappings", method.get("list_claim_mappings"),
                                "NotBeforeLeeway", 0,
                                "OIDCDiscoveryCACert",
                                    method.getOrDefault("oidc_discovery_ca_cert", ""),
                                "OIDCDiscoveryURL", method.getOrDefault("oidc_discovery_url", "")),
                        "Description", "",
                        "DisplayName", "",
                        "EnterpriseMeta", Map.of(),
                        "MaxTokenTTL", "0s",
                        "Name", "Auto Config Authorizer",
                        "RaftIndex", tree("CreateIndex", 0, "ModifyIndex", 0),
                        "TokenLocality", "",
                        "Type", "jwt"),
                "ClaimAssertions", auto.authorization().claimAssertions(),
                "Enabled", auto.authorization().enabled()),
        "DNSSANs", auto.dnsSans(),
        "Enabled", auto.enabled(),
        "IPSANs", bytes(auto.ipSans()),
        "IntroToken", HIDDEN,
        "IntroTokenFile", auto.introTokenFile(),
        "ServerAddresses", auto.serverAddresses());
  }

  /// A map of names and values in turn.
  static Map<String, @Nullable Object> tree(@Nullable Object... pairs) {
    Map<String, @Nullable Object> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], plain(pairs[i + 1]));
    }
    return map;
  }
}
