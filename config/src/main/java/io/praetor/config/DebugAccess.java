// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import io.praetor.wire.GoDuration;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of [DebugView] about trust: ACLs, TLS, the service mesh and handed-out settings.
final class DebugAccess {
  private final DebugTree view;
  private final RuntimeConfig config;
  private final Settings settings;

  DebugAccess(DebugTree view, RuntimeConfig config, Settings settings) {
    this.view = view;
    this.config = config;
    this.settings = settings;
  }

  /// Adds all of it.
  void add() {
    acl();
    mesh();
    view.put("TLS", tls());
    view.put("AutoConfig", autoConfig());
  }

  private void acl() {
    AclConfig acl = config.acl();
    view.put("ACLsEnabled", acl.enabled());
    view.put("ACLEnableKeyListPolicy", acl.enableKeyListPolicy());
    view.put("ACLTokenReplication", acl.tokenReplication());
    view.put("ACLInitialManagementToken", DebugTree.HIDDEN);
    view.put("DefaultIntentionPolicy", acl.defaultIntentionPolicy());
    view.put(
        "ACLResolverSettings",
        DebugTree.tree(
            "ACLDefaultPolicy", acl.defaultPolicy(),
            "ACLDownPolicy", acl.downPolicy(),
            "ACLPolicyTTL", acl.policyTtl(),
            "ACLRoleTTL", acl.roleTtl(),
            "ACLTokenTTL", acl.tokenTtl(),
            "ACLsEnabled", acl.enabled(),
            "Datacenter", config.node().datacenter(),
            "EnterpriseMeta", Map.of(),
            "NodeName", config.node().name()));
    view.put(
        "ACLTokens",
        DebugTree.tree(
            "ACLAgentRecoveryToken", DebugTree.HIDDEN,
            "ACLAgentToken", DebugTree.HIDDEN,
            "ACLConfigFileRegistrationToken", DebugTree.HIDDEN,
            "ACLDNSToken", DebugTree.HIDDEN,
            "ACLDefaultToken", DebugTree.HIDDEN,
            "ACLReplicationToken", DebugTree.HIDDEN,
            "DataDir", config.node().dataDir(),
            "EnablePersistence", acl.tokenPersistence(),
            "EnterpriseConfig", Map.of()));
  }

  private void mesh() {
    ConnectConfig connect = config.connect();
    view.put("ConnectEnabled", connect.enabled());
    view.put("ConnectCAProvider", connect.caProvider());
    view.put("ConnectCAConfig", connect.caConfig());
    view.put("ConnectMeshGatewayWANFederationEnabled", connect.meshGatewayWanFederation());
    view.put("ConnectTestCALeafRootChangeSpread", "0s");
    view.put("ConnectVirtualIPCIDRv4", connect.virtualIpCidrV4());
    view.put("ConnectVirtualIPCIDRv6", connect.virtualIpCidrV6());
    view.put("AutoEncryptTLS", config.autoEncrypt().tls());
    view.put("AutoEncryptAllowTLS", config.autoEncrypt().allowTls());
    view.put("AutoEncryptDNSSAN", config.autoEncrypt().dnsSan());
    view.put("AutoEncryptIPSAN", bytes(config.autoEncrypt().ipSan()));
    view.put("PeeringEnabled", config.peeringEnabled());
    view.put("PeeringTestAllowPeerRegistrations", false);
    view.put("XDSUpdateRateLimit", config.xdsUpdateRateLimit());
    view.put("EnableXDSLoadBalancing", config.xdsLoadBalancing());
    view.put("EnableCentralServiceConfig", config.centralServiceConfig());
    view.put("LocalProxyConfigResyncInterval", "30s");
    view.put(
        "FederationStateAntiEntropySyncInterval",
        GoDuration.parse(settings.string("federation_state_anti_entropy_sync_interval", "0s")));
  }

  /// Go prints an IP address inside of a list as its sixteen bytes.
  private static List<List<Integer>> bytes(List<InetAddress> addresses) {
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

  private Map<String, @Nullable Object> tls() {
    TlsConfig tls = config.tls();
    return DebugTree.tree(
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
    return DebugTree.tree(
        "CAFile", protocol.caFile(),
        "CAPath", protocol.caPath(),
        "CertFile", protocol.certFile(),
        "CipherSuites", protocol.cipherSuites(),
        "KeyFile", DebugTree.HIDDEN,
        "TLSMinVersion", protocol.minVersion(),
        "UseAutoCert", protocol.useAutoCert(),
        "VerifyIncoming", protocol.verifyIncoming(),
        "VerifyOutgoing", protocol.verifyOutgoing(),
        "VerifyServerHostname", protocol.verifyServerHostname());
  }

  private Map<String, @Nullable Object> autoConfig() {
    AutoConfig auto = config.autoConfig();
    Map<String, Object> method = auto.authorization().method();
    return DebugTree.tree(
        "Authorizer",
            DebugTree.tree(
                "AllowReuse", auto.authorization().allowReuse(),
                "AuthMethod",
                    DebugTree.tree(
                        "ACLAuthMethodEnterpriseFields", Map.of(),
                        "Config",
                            DebugTree.tree(
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
                        "RaftIndex", DebugTree.tree("CreateIndex", 0, "ModifyIndex", 0),
                        "TokenLocality", "",
                        "Type", "jwt"),
                "ClaimAssertions", auto.authorization().claimAssertions(),
                "Enabled", auto.authorization().enabled()),
        "DNSSANs", auto.dnsSans(),
        "Enabled", auto.enabled(),
        "IPSANs", bytes(auto.ipSans()),
        "IntroToken", DebugTree.HIDDEN,
        "IntroTokenFile", auto.introTokenFile(),
        "ServerAddresses", auto.serverAddresses());
  }
}
