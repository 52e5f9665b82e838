// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Makes the settings of the DNS server.
final class DnsBuilder {
  private final Draft draft;
  private final Settings settings;

  DnsBuilder(Draft draft) {
    this.draft = draft;
    this.settings = draft.settings();
  }

  Map<String, Duration> serviceTtl() {
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

  DnsConfig dns(AddressBuilder addresses, Map<String, Duration> serviceTtl) {
    Duration maxStale = draft.duration("dns_config.max_stale");
    Duration nodeTtl = draft.duration("dns_config.node_ttl");
    String strategy = settings.string("dns_config.recursor_strategy");
    if (!strategy.equals("sequential") && !strategy.equals("random") && !strategy.isEmpty()) {
      draft.fault("dns_config.recursor_strategy: invalid strategy: " + GoText.quote(strategy));
    }
    // Consul names this key without its block.
    Duration recursorTimeout =
        draft.duration("recursor_timeout", settings.text("dns_config.recursor_timeout"));
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
}
