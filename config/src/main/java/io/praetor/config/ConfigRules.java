// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What must hold between the values of a configuration. The first broken rule is the error, so the
/// order of the rules is that of Consul. Warnings come on the way.
final class ConfigRules {
  private static final Pattern BASIC_NAME = Pattern.compile("[a-z0-9_-]+");
  private static final Pattern DNS_NAME = Pattern.compile("[A-Za-z0-9-]+");
  private static final Set<String> CA_PROVIDERS = Set.of("", "consul", "vault", "aws-pca");
  private static final String DEPLOYMENT_TABLE =
      "https://developer.hashicorp.com/docs/internals/consensus.html#deployment-table";

  private final Draft draft;
  private final Settings settings;
  private final RuntimeConfig config;
  private final boolean dnsHasSocket;
  private final boolean server;

  ConfigRules(Draft draft, RuntimeConfig config, boolean dnsHasSocket) {
    this.draft = draft;
    this.settings = draft.settings();
    this.config = config;
    this.dnsHasSocket = dnsHasSocket;
    this.server = config.node().server();
  }

  void check() throws RefusedException {
    cache();
    raftProtocol();
    datacenter();
    UiRules.check(config.ui());
    dataDir();
    locality();
    EnterpriseRules.segments(settings);
    dns();
    bootstrap();
    sizes();
    metadata();
    encryption();
    federation();
    raftLog();
    listeners();
    draft.settle();
    services();
    checks();
    caProvider();
    autoEncrypt();
    reconnect();
    autoConfig();
    EnterpriseRules.warn(draft);
    warnings();
  }

  private void cache() throws RefusedException {
    CacheConfig cache = config.cache();
    require(
        cache.entryFetchMaxBurst() > 0,
        "cache.entry_fetch_max_burst must be strictly positive, was: "
            + cache.entryFetchMaxBurst());
    require(
        cache.entryFetchRate() != 0,
        "cache.entry_fetch_rate must be strictly positive, was: "
            + GoText.number(cache.entryFetchRate()));
  }

  private void raftProtocol() throws RefusedException {
    int protocol = config.raft().protocol();
    require(
        protocol == 3,
        "raft_protocol version " + protocol + " is not supported by this version of Consul");
  }

  private void datacenter() throws RefusedException {
    String datacenter = config.node().datacenter();
    require(!datacenter.isEmpty(), "datacenter cannot be empty");
    require(
        BASIC_NAME.matcher(datacenter).matches(),
        "datacenter can only contain lowercase alphanumeric, - or _ characters. received: "
            + GoText.quote(datacenter));
    require(
        config.node().devMode() || !config.node().dataDir().isEmpty(), "data_dir cannot be empty");
  }

  private void dataDir() throws RefusedException {
    String dataDir = config.node().dataDir();
    require(
        config.node().devMode() || draft.host().kind(dataDir) != Host.PathKind.FILE,
        "data_dir " + GoText.quote(dataDir) + " is not a directory");
    nodeName();
  }

  private void locality() throws RefusedException {
    @Nullable String fault = ServiceRules.localityFault(config.node().locality());
    if (fault != null) {
      throw new RefusedException("locality is invalid: " + fault);
    }
  }

  private void sizes() throws RefusedException {
    require(
        config.checks().outputMaxSizeBytes() > 0,
        "check_output_max_size must be positive, to discard check output use the"
            + " discard_check_output flag");
    atLeastZero("autopilot.max_trailing_logs", config.autopilot().maxTrailingLogs());
    UiRules.checkOneSource(config.ui());
    atLeastZero("dns_config.udp_answer_limit", config.dns().udpAnswerLimit());
    atLeastZero("dns_config.a_record_limit", config.dns().aRecordLimit());
  }

  private void nodeName() {
    String name = config.node().name();
    if (!DNS_NAME.matcher(name).matches()) {
      draft.warn(
          "Node name "
              + GoText.quote(name)
              + " will not be discoverable via DNS due to invalid characters. Valid characters"
              + " include all alpha-numerics and dashes.");
    } else if (name.length() > 63) {
      draft.warn(
          "Node name "
              + GoText.quote(name)
              + " will not be discoverable via DNS due to it being too long. Valid lengths are"
              + " between 1 and 63 bytes.");
    }
  }

  private void dns() throws RefusedException {
    require(!dnsHasSocket, "DNS address cannot be a unix socket");
    DnsConfig dns = config.dns();
    for (String recursor : dns.recursors()) {
      InetAddress ip = Ip.parse(recursor.replaceAll("^\\[|]$", ""));
      require(
          ip == null || !ip.isAnyLocalAddress(),
          "DNS recursor address cannot be 0.0.0.0, :: or [::]");
    }
    String datacenter = config.node().datacenter();
    String first = dns.altDomain().replaceAll("\\..*", "");
    List<String> reserved = List.of("service", "connect", "node", "query", "addr", datacenter);
    require(
        !reserved.contains(first),
        "alt_domain cannot start with {" + String.join(",", reserved) + "}");
  }

  private static void atLeastZero(String key, long value) throws RefusedException {
    require(value >= 0, key + " cannot be " + value + ". Must be greater than or equal to zero");
  }

  private void bootstrap() throws RefusedException {
    long expect = settings.integer("bootstrap_expect");
    boolean bootstrap = settings.bool("bootstrap");
    require(!bootstrap || server, "'bootstrap = true' requires 'server = true'");
    atLeastZero("bootstrap_expect", expect);
    require(
        expect == 0 || !config.node().devMode(), "'bootstrap_expect > 0' not allowed in dev mode");
    require(
        expect == 0 || !bootstrap,
        "'bootstrap_expect > 0' and 'bootstrap = true' are mutually exclusive");
    require(expect == 0 || server, "'bootstrap_expect > 0' requires 'server = true'");
    if (expect == 1) {
      draft.warn("BootstrapExpect is set to 1; this is the same as Bootstrap mode.");
    } else if (expect == 2) {
      draft.warn(
          "bootstrap_expect = 2: A cluster with 2 servers will provide no failure tolerance. See "
              + DEPLOYMENT_TABLE);
    } else if (expect > 2 && expect % 2 == 0) {
      draft.warn(
          "bootstrap_expect is even number: A cluster with an even number of servers does not"
              + " achieve optimum fault tolerance. See "
              + DEPLOYMENT_TABLE);
    }
  }

  /// No two protocols on one address, in the order in which Consul compares them.
  private void listeners() throws RefusedException {
    Map<String, String> taken = new HashMap<>();
    AddressConfig a = config.addresses();
    for (InetSocketAddress address : config.dns().addresses()) {
      take(taken, address, "DNS");
    }
    for (ListenAddress address : config.http().httpAddresses()) {
      take(taken, address, "HTTP");
    }
    for (ListenAddress address : config.http().httpsAddresses()) {
      take(taken, address, "HTTPS");
    }
    take(taken, a.rpcAdvertise(), "RPC Advertise");
    take(taken, a.serfLanAdvertise(), "Serf Advertise LAN");
    if (a.serfWanAdvertise() != null) {
      take(taken, a.serfWanAdvertise(), "Serf Advertise WAN");
    }
  }

  private static void take(Map<String, String> taken, ListenAddress address, String name)
      throws RefusedException {
    switch (address) {
      case ListenAddress.Tcp(var ip, var port) -> take(taken, Ip.hostPort(ip, port), name);
      case ListenAddress.Unix(var path) -> take(taken, path, name);
    }
  }

  private static void take(Map<String, String> taken, InetSocketAddress address, String name)
      throws RefusedException {
    take(taken, Ip.hostPort(address.getAddress(), address.getPort()), name);
  }

  private static void take(Map<String, String> taken, String address, String name)
      throws RefusedException {
    String other = taken.putIfAbsent(address, name);
    require(other == null, name + " address " + address + " already configured for " + other);
  }

  private void services() throws RefusedException {
    for (ServiceDefinition service : config.services()) {
      String prefix = "service " + GoText.quote(service.name()) + ": ";
      for (CheckDefinition check : service.checks()) {
        checkFault(prefix, check);
      }
      List<String> faults = ServiceRules.faults(service);
      require(faults.isEmpty(), prefix + GoText.errors(faults));
      for (ServiceDefinition.Port port : service.ports()) {
        if (!DNS_NAME.matcher(port.name()).matches()) {
          draft.warn(
              "Service "
                  + GoText.quote(service.name())
                  + " port name "
                  + GoText.quote(port.name())
                  + " will not be discoverable via DNS due to invalid characters. Valid characters"
                  + " include all alpha-numerics and dashes.");
        }
      }
    }
  }

  private void checks() throws RefusedException {
    for (CheckDefinition check : config.serviceChecks()) {
      checkFault("", check);
    }
  }

  private static void checkFault(String prefix, CheckDefinition check) throws RefusedException {
    @Nullable String fault = CheckRules.fault(check);
    if (fault != null) {
      throw new RefusedException(prefix + "check " + GoText.quote(check.name()) + ": " + fault);
    }
  }

  private void metadata() throws RefusedException {
    @Nullable String fault = Metadata.fault(config.node().meta(), false);
    if (fault != null) {
      throw new RefusedException("node_meta invalid: " + fault);
    }
  }

  private void federation() throws RefusedException {
    ConnectConfig connect = config.connect();
    if (connect.meshGatewayWanFederation()) {
      require(
          server, "'connect.enable_mesh_gateway_wan_federation = true' requires 'server = true'");
      require(
          !config.node().name().contains("/"),
          "'connect.enable_mesh_gateway_wan_federation = true' requires that 'node_name' not"
              + " contain '/' characters");
      require(
          config.join().wan().addresses().isEmpty(),
          "'retry_join_wan' is incompatible with 'connect.enable_mesh_gateway_wan_federation ="
              + " true'");
    }
    if (!config.federation().primaryGateways().isEmpty()) {
      require(server, "'primary_gateways' requires 'server = true'");
      require(
          !config.federation().primaryDatacenter().equals(config.node().datacenter()),
          "'primary_gateways' should only be configured in a secondary datacenter");
    }
  }

  private void encryption() throws RefusedException {
    int at = Base64Text.faultAt(config.gossip().encryptKey());
    require(at < 0, "encrypt has invalid key: illegal base64 data at input byte " + at);
  }

  private void caProvider() throws RefusedException {
    String provider = config.connect().caProvider();
    require(CA_PROVIDERS.contains(provider), provider + " is not a valid CA provider");
  }

  private void reconnect() throws RefusedException {
    require(
        !server || config.gossip().advertiseReconnectTimeout().isZero(),
        "advertise_reconnect_timeout can only be used on a client");
  }

  private void autoEncrypt() throws RefusedException {
    AutoEncryptConfig auto = config.autoEncrypt();
    require(!server || !auto.tls(), "auto_encrypt.tls can only be used on a client.");
    require(server || !auto.allowTls(), "auto_encrypt.allow_tls can only be used on a server.");
    require(
        !auto.tls() || !config.autoConfig().enabled(),
        "both auto_encrypt.tls and auto_config.enabled cannot be set to true.");
    if (auto.allowTls() && !config.tls().internalRpc().verifyIncoming()) {
      draft.warn(
          "if auto_encrypt.allow_tls is turned on, tls.internal_rpc.verify_incoming should be"
              + " enabled (either explicitly or via tls.defaults.verify_incoming). It is necessary"
              + " to turn it off during a migration to TLS, but it should definitely be turned on"
              + " afterwards.");
    }
  }

  private void autoConfig() throws RefusedException {
    AutoConfig auto = config.autoConfig();
    if (auto.authorization().enabled()) {
      require(server, "auto_config.authorization.enabled cannot be set to true for client agents");
      require(
          !config.tls().internalRpc().certFile().isEmpty(),
          "auto_config.authorization.enabled cannot be set without providing a TLS certificate for"
              + " the server");
      long sources =
          List.of("jwt_validation_pub_keys", "jwks_url", "oidc_discovery_url").stream()
              .filter(key -> settings.has("auto_config.authorization.static." + key))
              .count();
      require(
          sources == 1,
          "auto_config.authorization.static has invalid configuration: exactly one of"
              + " 'JWTValidationPubKeys', 'JWKSURL', or 'OIDCDiscoveryURL' must be set for type"
              + " \"jwt\"");
    }
    if (!auto.enabled()) {
      return;
    }
    require(
        config.tls().internalRpc().verifyOutgoing(),
        "auto_config.enabled cannot be set without configuring TLS for server communications");
    require(!server, "auto_config.enabled cannot be set to true for server agents.");
    require(
        !auto.introToken().isEmpty() || !auto.introTokenFile().isEmpty(),
        "One of auto_config.intro_token, auto_config.intro_token_file or the CONSUL_INTRO_TOKEN"
            + " environment variable must be set to enable auto_config");
    require(
        !auto.serverAddresses().isEmpty(),
        "auto_config.enabled is set without providing a list of addresses");
  }

  private void raftLog() throws RefusedException {
    if (!server) {
      return;
    }
    RaftConfig.LogStore store = config.raft().logStore();
    require(
        List.of("default", "boltdb", "wal").contains(store.backend()),
        "raft_logstore.backend must be one of 'boltdb' or 'wal'");
    long megabytes = settings.integer("raft_logstore.wal.segment_size_mb");
    require(megabytes >= 1, "raft_logstore.wal.segment_size_mb cannot be less than 1MB");
    require(
        megabytes <= 1024, "raft_logstore.wal.segment_size_mb cannot be greater than 1024 (1GiB)");
  }

  private void warnings() {
    long expect = settings.integer("bootstrap_expect");
    if (expect > 1) {
      draft.warn("bootstrap_expect > 0: expecting " + expect + " servers");
    }
    if (settings.bool("bootstrap") || expect == 1) {
      draft.warn("bootstrap = true: do not enable unless necessary");
    }
    String datacenter = config.node().datacenter();
    if (!datacenter.matches("[a-z0-9-]+")) {
      draft.warn(
          "Datacenter : "
              + GoText.quote(datacenter)
              + " will not be PKI X.509 compatible due to invalid characters. Valid characters"
              + " include lowercase alphanumeric characters with dashes in between.");
    }
    if (config.checks().enableRemoteScripts()
        && !config.acl().enabled()
        && config.http().allowWriteFrom().isEmpty()) {
      draft.warn(
          "using enable-script-checks without ACLs and without allow_write_http_from is DANGEROUS,"
              + " use enable-local-script-checks instead, see"
              + " https://www.hashicorp.com/blog/protecting-consul-from-rce-risk-in-specific-configurations/");
    }
    if (server && config.useStreamingBackend() && !config.rpcEnableStreaming()) {
      draft.warn(
          "use_streaming_backend = true requires rpc.enable_streaming on servers to work properly");
    }
    if (!server && config.rpcEnableStreaming()) {
      draft.warn("rpc.enable_streaming = true has no effect when not running in server mode");
    }
  }

  private static void require(boolean holds, String error) throws RefusedException {
    if (!holds) {
      throw new RefusedException(error);
    }
  }
}
