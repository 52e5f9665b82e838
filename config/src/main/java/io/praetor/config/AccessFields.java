// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Field.bool;
import static io.praetor.config.Field.duration;
import static io.praetor.config.Field.string;
import static io.praetor.config.Field.stringMap;
import static io.praetor.config.Field.strings;
import static io.praetor.config.Field.tree;
import static io.praetor.config.Field.trees;

import java.util.List;

/// Access control, TLS, encryption, service mesh and handed-out configuration.
final class AccessFields {
  static final List<Field> ALL =
      List.of(
          bool("acl.enabled", "switch ACLs on"),
          bool("acl.enable_token_replication", "secondary copies tokens"),
          duration("acl.policy_ttl", "policy cache time").byDefault("30s"),
          duration("acl.role_ttl", "role cache time"),
          duration("acl.token_ttl", "token cache time").byDefault("30s"),
          string(
                  "acl.down_policy",
                  "allow, deny, extend-cache, async-cache when servers unreachable")
              .byDefault("extend-cache"),
          string("acl.default_policy", "allow or deny without a rule").byDefault("allow"),
          bool("acl.enable_key_list_policy", "need list for key listing"),
          string("acl.tokens.initial_management", "secret of the first management token"),
          string("acl.tokens.replication", "token for replication").reloads(),
          string("acl.tokens.agent_recovery", "local agent access without servers").reloads(),
          string("acl.tokens.default", "used for requests without token").reloads(),
          string("acl.tokens.agent", "agent's own registrations").reloads(),
          string("acl.tokens.config_file_service_registration", "services and checks from files")
              .reloads(),
          string("acl.tokens.dns", "DNS queries").reloads(),
          string("acl.tokens.managed_service_provider[].accessor_id", "Enterprise"),
          string("acl.tokens.managed_service_provider[].secret_id", "Enterprise"),
          bool("acl.enable_token_persistence", "keep API-set tokens on disk"),
          bool("acl.msp_disable_bootstrap", "Enterprise"),
          bool("auto_config.enabled", "enabled"),
          string("auto_config.intro_token", "intro token"),
          string("auto_config.intro_token_file", "intro token file"),
          strings("auto_config.server_addresses", "server addresses"),
          strings("auto_config.dns_sans", "dns sans"),
          strings("auto_config.ip_sans", "ip sans"),
          bool("auto_config.authorization.enabled", "enabled"),
          strings("auto_config.authorization.static.claim_assertions", "claim assertions"),
          bool("auto_config.authorization.static.allow_reuse", "allow reuse"),
          strings("auto_config.authorization.static.jwt_supported_algs", "jwt supported algs"),
          strings("auto_config.authorization.static.bound_audiences", "bound audiences"),
          stringMap("auto_config.authorization.static.claim_mappings", "claim mappings"),
          stringMap("auto_config.authorization.static.list_claim_mappings", "list claim mappings"),
          string("auto_config.authorization.static.oidc_discovery_url", "oidc discovery url"),
          string(
              "auto_config.authorization.static.oidc_discovery_ca_cert", "oidc discovery ca cert"),
          string("auto_config.authorization.static.jwks_url", "jwks url"),
          string("auto_config.authorization.static.jwks_ca_cert", "jwks ca cert"),
          strings(
              "auto_config.authorization.static.jwt_validation_pub_keys",
              "jwt validation pub keys"),
          string("auto_config.authorization.static.bound_issuer", "bound issuer"),
          duration("auto_config.authorization.static.expiration_leeway", "expiration leeway"),
          duration("auto_config.authorization.static.not_before_leeway", "not before leeway"),
          duration("auto_config.authorization.static.clock_skew_leeway", "clock skew leeway"),
          trees("config_entries.bootstrap", "entries written once by a new leader").reloads(),
          bool("auto_encrypt.tls", "client gets certificates from servers"),
          strings("auto_encrypt.dns_san", "extra DNS SANs"),
          strings("auto_encrypt.ip_san", "extra IP SANs"),
          bool("auto_encrypt.allow_tls", "server answers auto-encrypt"),
          bool("connect.enabled", "service mesh").byDefault(true),
          string("connect.ca_provider", "consul, vault or aws-pca"),
          tree("connect.ca_config", "provider settings"),
          bool("connect.enable_mesh_gateway_wan_federation", "WAN through mesh gateways"),
          string("connect.virtual_ip_cidr_v4", "pool for virtual IPs").byDefault("240.0.0.0/4"),
          string("connect.virtual_ip_cidr_v6", "pool for virtual IPs").byDefault("2000::/3"),
          duration("connect.test_ca_leaf_root_change_spread", "overridden internally"),
          string("default_intention_policy", "allow or deny without intention"),
          bool("enable_agent_tls_for_checks", "agent certificate for checks"),
          string("encrypt", "gossip key, base64 of 16, 24 or 32 bytes").flags("encrypt"),
          bool("encrypt_verify_incoming", "require encrypted gossip").byDefault(true),
          bool("encrypt_verify_outgoing", "send encrypted gossip").byDefault(true),
          string("server_name", "TLS name override"),
          string("tls.defaults.ca_file", "CA file").reloads(),
          string("tls.defaults.ca_path", "CA folder").reloads(),
          string("tls.defaults.cert_file", "certificate").reloads(),
          string("tls.defaults.key_file", "private key").reloads(),
          string("tls.defaults.tls_min_version", "TLSv1_0 to TLSv1_3, TLS_AUTO").reloads(),
          string("tls.defaults.tls_cipher_suites", "comma list, not with TLSv1_3").reloads(),
          bool("tls.defaults.verify_incoming", "require client certificates").reloads(),
          bool("tls.defaults.verify_outgoing", "verify servers (not in grpc)").reloads(),
          bool(
                  "tls.defaults.verify_server_hostname",
                  "check server.<dc>.<domain> (defaults, internal_rpc only)")
              .reloads(),
          bool("tls.defaults.use_auto_cert", "only in grpc").reloads(),
          string("tls.internal_rpc.ca_file", "CA file").reloads(),
          string("tls.internal_rpc.ca_path", "CA folder").reloads(),
          string("tls.internal_rpc.cert_file", "certificate").reloads(),
          string("tls.internal_rpc.key_file", "private key").reloads(),
          string("tls.internal_rpc.tls_min_version", "TLSv1_0 to TLSv1_3, TLS_AUTO").reloads(),
          string("tls.internal_rpc.tls_cipher_suites", "comma list, not with TLSv1_3").reloads(),
          bool("tls.internal_rpc.verify_incoming", "require client certificates").reloads(),
          bool("tls.internal_rpc.verify_outgoing", "verify servers (not in grpc)").reloads(),
          bool(
                  "tls.internal_rpc.verify_server_hostname",
                  "check server.<dc>.<domain> (defaults, internal_rpc only)")
              .reloads(),
          bool("tls.internal_rpc.use_auto_cert", "only in grpc").reloads(),
          string("tls.https.ca_file", "CA file").reloads(),
          string("tls.https.ca_path", "CA folder").reloads(),
          string("tls.https.cert_file", "certificate").reloads(),
          string("tls.https.key_file", "private key").reloads(),
          string("tls.https.tls_min_version", "TLSv1_0 to TLSv1_3, TLS_AUTO").reloads(),
          string("tls.https.tls_cipher_suites", "comma list, not with TLSv1_3").reloads(),
          bool("tls.https.verify_incoming", "require client certificates").reloads(),
          bool("tls.https.verify_outgoing", "verify servers (not in grpc)").reloads(),
          bool(
                  "tls.https.verify_server_hostname",
                  "check server.<dc>.<domain> (defaults, internal_rpc only)")
              .reloads(),
          bool("tls.https.use_auto_cert", "only in grpc").reloads(),
          string("tls.grpc.ca_file", "CA file").reloads(),
          string("tls.grpc.ca_path", "CA folder").reloads(),
          string("tls.grpc.cert_file", "certificate").reloads(),
          string("tls.grpc.key_file", "private key").reloads(),
          string("tls.grpc.tls_min_version", "TLSv1_0 to TLSv1_3, TLS_AUTO").reloads(),
          string("tls.grpc.tls_cipher_suites", "comma list, not with TLSv1_3").reloads(),
          bool("tls.grpc.verify_incoming", "require client certificates").reloads(),
          bool("tls.grpc.verify_outgoing", "verify servers (not in grpc)").reloads(),
          bool(
                  "tls.grpc.verify_server_hostname",
                  "check server.<dc>.<domain> (defaults, internal_rpc only)")
              .reloads(),
          bool("tls.grpc.use_auto_cert", "only in grpc").reloads(),
          string("unix_sockets.group", "group of sockets"),
          string("unix_sockets.mode", "octal mode"),
          string("unix_sockets.user", "owner"));

  private AccessFields() {}
}
