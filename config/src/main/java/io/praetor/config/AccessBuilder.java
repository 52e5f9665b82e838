// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes what concerns access: ACLs and their tokens, and what servers hand out to clients.
final class AccessBuilder {
  private final Draft draft;
  private final Settings settings;

  AccessBuilder(Draft draft) {
    this.draft = draft;
    this.settings = draft.settings();
  }

  AclConfig acl() {
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

  AutoConfig autoConfig() {
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

  List<InetAddress> ips(String key, String name) {
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
}
