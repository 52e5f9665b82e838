// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import static io.praetor.config.Field.bool;
import static io.praetor.config.Field.duration;
import static io.praetor.config.Field.nothing;
import static io.praetor.config.Field.string;
import static io.praetor.config.Field.strings;

import java.util.List;

/// Old names. Each parses, warns, and stands in for the key that replaced it.
final class DeprecatedFields {
  static final List<Field> ALL =
      List.of(
          string("acl_agent_master_token", "deprecated: acl.tokens.agent_recovery")
              .replacedBy("acl.tokens.agent_recovery"),
          string("acl_agent_token", "deprecated: acl.tokens.agent").replacedBy("acl.tokens.agent"),
          string("acl_token", "deprecated: acl.tokens.default").replacedBy("acl.tokens.default"),
          bool("acl_enable_key_list_policy", "deprecated: acl.enable_key_list_policy")
              .replacedBy("acl.enable_key_list_policy"),
          string("acl_master_token", "deprecated: acl.tokens.initial_management")
              .replacedBy("acl.tokens.initial_management"),
          string("acl_replication_token", "deprecated: acl.tokens.replication")
              .replacedBy("acl.tokens.replication"),
          bool("enable_acl_replication", "deprecated: acl.enable_token_replication")
              .replacedBy("acl.enable_token_replication"),
          string("acl_datacenter", "deprecated: primary_datacenter")
              .replacedBy("primary_datacenter"),
          string("acl_default_policy", "deprecated: acl.default_policy")
              .replacedBy("acl.default_policy"),
          string("acl_down_policy", "deprecated: acl.down_policy").replacedBy("acl.down_policy"),
          duration("acl_ttl", "deprecated: acl.token_ttl").replacedBy("acl.token_ttl"),
          string("ca_file", "deprecated: tls.defaults.ca_file").replacedBy("tls.defaults.ca_file"),
          string("ca_path", "deprecated: tls.defaults.ca_path").replacedBy("tls.defaults.ca_path"),
          string("cert_file", "deprecated: tls.defaults.cert_file")
              .replacedBy("tls.defaults.cert_file"),
          string("key_file", "deprecated: tls.defaults.key_file")
              .replacedBy("tls.defaults.key_file"),
          string("tls_cipher_suites", "deprecated: tls.defaults.tls_cipher_suites")
              .replacedBy("tls.defaults.tls_cipher_suites"),
          string("tls_min_version", "deprecated: tls.defaults.tls_min_version")
              .replacedBy("tls.defaults.tls_min_version"),
          bool("verify_incoming", "deprecated: tls.defaults.verify_incoming")
              .replacedBy("tls.defaults.verify_incoming"),
          bool("verify_incoming_https", "deprecated: tls.https.verify_incoming")
              .replacedBy("tls.https.verify_incoming"),
          bool("verify_incoming_rpc", "deprecated: tls.internal_rpc.verify_incoming")
              .replacedBy("tls.internal_rpc.verify_incoming"),
          bool("verify_outgoing", "deprecated: tls.defaults.verify_outgoing")
              .replacedBy("tls.defaults.verify_outgoing"),
          bool("verify_server_hostname", "deprecated: tls.internal_rpc.verify_server_hostname")
              .replacedBy("tls.internal_rpc.verify_server_hostname"),
          bool("tls_prefer_server_cipher_suites", "deprecated, no effect"),
          strings("start_join", "deprecated: retry_join").replacedBy("retry_join"),
          strings("start_join_wan", "deprecated: retry_join_wan").replacedBy("retry_join_wan"),
          bool("raft_boltdb.NoFreelistSync", "deprecated: raft_logstore.boltdb.no_freelist_sync")
              .replacedBy("raft_logstore.boltdb.no_freelist_sync"),
          string("acl.tokens.master", "deprecated: acl.tokens.initial_management")
              .replacedBy("acl.tokens.initial_management"),
          string("acl.tokens.agent_master", "deprecated: acl.tokens.agent_recovery")
              .replacedBy("acl.tokens.agent_recovery"),
          bool("ui", "deprecated: ui_config.enabled").replacedBy("ui_config.enabled"),
          string("ui_dir", "deprecated: ui_config.dir").replacedBy("ui_config.dir"),
          string("ui_content_path", "deprecated: ui_config.content_path")
              .replacedBy("ui_config.content_path"),
          nothing("acl_enforce_version_8", "removed, only warns"));

  private DeprecatedFields() {}
}
