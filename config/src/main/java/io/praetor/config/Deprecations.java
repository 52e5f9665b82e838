// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Moves the values of old keys to the keys that replaced them, one source at a time, and says so.
/// A source that sets both keeps the new one; lists are joined. The order of the list is the order
/// of the warnings.
final class Deprecations {
  private static final List<String> OLD_KEYS =
      List.of(
          "acl.tokens.agent_master",
          "acl_agent_master_token",
          "acl_agent_token",
          "acl_token",
          "acl.tokens.master",
          "acl_master_token",
          "acl_replication_token",
          "enable_acl_replication",
          "acl_datacenter",
          "acl_default_policy",
          "acl_down_policy",
          "acl_ttl",
          "acl_enable_key_list_policy",
          "start_join",
          "start_join_wan",
          "raft_boltdb",
          "ca_file",
          "ca_path",
          "cert_file",
          "key_file",
          "tls_cipher_suites",
          "tls_min_version",
          "verify_incoming",
          "verify_incoming_https",
          "verify_incoming_rpc",
          "verify_outgoing",
          "verify_server_hostname",
          "tls_prefer_server_cipher_suites",
          "ui",
          "ui_dir",
          "ui_content_path");

  private static final Map<String, String> OLD_TLS_VERSIONS =
      Map.of("tls10", "TLSv1_0", "tls11", "TLSv1_1", "tls12", "TLSv1_2", "tls13", "TLSv1_3");

  private Deprecations() {}

  /// The settings of one source with current keys only. Changes and returns its argument.
  static Settings replace(Settings settings, List<String> warnings) {
    for (String key : OLD_KEYS) {
      Object value = settings.remove(key);
      if (value == null || (value instanceof List<?> list && list.isEmpty())) {
        continue;
      }
      switch (key) {
        case "tls_prefer_server_cipher_suites" -> {
          warnings.add("The '" + key + "' field is deprecated and will be ignored.");
          continue;
        }
        case "raft_boltdb" -> {
          Object freelist = settings.remove("raft_boltdb.NoFreelistSync");
          put(
              settings,
              "raft_logstore.boltdb.no_freelist_sync",
              freelist == null ? false : freelist);
          warnings.add(warning(key, "raft_logstore.boltdb"));
          continue;
        }
        case "tls_min_version" -> value = currentVersion(value, warnings);
        case "acl_datacenter" -> put(settings, "acl.enabled", true);
        case "acl_replication_token" -> put(settings, "acl.enable_token_replication", true);
        // The old key never reached gRPC, the new defaults do.
        case "verify_incoming" -> put(settings, "tls.grpc.verify_incoming", false);
        default -> {}
      }
      String replacement = replacement(key);
      put(settings, replacement, value);
      warnings.add(warning(key, replacement));
    }
    return settings;
  }

  private static void put(Settings settings, String key, Object value) {
    Object present = settings.get(key);
    if (present instanceof List<?> first && value instanceof List<?> second) {
      List<Object> joined = new ArrayList<>(first);
      joined.addAll(second);
      settings.put(key, joined);
    } else if (present == null) {
      settings.put(key, value);
    }
  }

  private static Object currentVersion(Object value, List<String> warnings) {
    String current = value instanceof String old ? OLD_TLS_VERSIONS.get(old) : null;
    if (current == null) {
      return value;
    }
    warnings.add(
        "'tls_min_version' value '"
            + value
            + "' is deprecated, please specify '"
            + current
            + "' instead");
    return current;
  }

  private static String replacement(String key) {
    Field field = Fields.of(key);
    if (field == null || field.replacement() == null) {
      throw new IllegalStateException("no replacement is known for the key " + key);
    }
    return field.replacement();
  }

  private static String warning(String old, String current) {
    return "The '" + old + "' field is deprecated. Use the '" + current + "' field instead.";
  }
}
