// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Rules.require;

import java.util.List;
import java.util.Set;

/// What must hold between servers and clients: federation, keys, certificates, handed-out settings.
final class AccessRules {
  private static final Set<String> CA_PROVIDERS = Set.of("", "consul", "vault", "aws-pca");

  private final Draft draft;
  private final Settings settings;
  private final RuntimeConfig config;
  private final boolean server;

  AccessRules(Draft draft, RuntimeConfig config) {
    this.draft = draft;
    this.settings = draft.settings();
    this.config = config;
    this.server = config.node().server();
  }

  void federation() throws RefusedException {
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

  void encryption() throws RefusedException {
    int at = Base64Text.faultAt(config.gossip().encryptKey());
    require(at < 0, "encrypt has invalid key: illegal base64 data at input byte " + at);
  }

  void caProvider() throws RefusedException {
    String provider = config.connect().caProvider();
    require(CA_PROVIDERS.contains(provider), provider + " is not a valid CA provider");
  }

  void reconnect() throws RefusedException {
    require(
        !server || config.gossip().advertiseReconnectTimeout().isZero(),
        "advertise_reconnect_timeout can only be used on a client");
  }

  void autoEncrypt() throws RefusedException {
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

  void autoConfig() throws RefusedException {
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
}
