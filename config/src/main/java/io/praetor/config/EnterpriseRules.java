// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.List;
import java.util.Map;

/// What the community edition says to keys of the Enterprise edition: segments are refused, the
/// rest
/// has no effect and a warning.
final class EnterpriseRules {
  /// Keys and the name in their warning, in the order of the warnings.
  private static final List<Map.Entry<String, String>> WARNED =
      List.of(
          Map.entry("read_replica", "read_replica (or the deprecated non_voting_server)"),
          Map.entry("partition", "partition"),
          Map.entry("autopilot.redundancy_zone_tag", "autopilot.redundancy_zone_tag"),
          Map.entry("autopilot.upgrade_version_tag", "autopilot.upgrade_version_tag"),
          Map.entry("autopilot.disable_upgrade_migration", "autopilot.disable_upgrade_migration"),
          Map.entry("dns_config.prefer_namespace", "dns_config.prefer_namespace"),
          Map.entry("acl.msp_disable_bootstrap", "acl.msp_disable_bootstrap"),
          Map.entry("acl.tokens.managed_service_provider", "acl.tokens.managed_service_provider"),
          Map.entry("audit", "audit"),
          Map.entry("license_path", "license_path"),
          Map.entry("reporting.license.enabled", "reporting.license.enabled"));

  private EnterpriseRules() {}

  static void segmentPorts(Settings settings) throws RefusedException {
    for (Settings segment : settings.blocks("segments")) {
      if (segment.integer("port") <= 0) {
        throw new RefusedException(
            "Port for segment " + GoText.quote(segment.string("name")) + " cannot be <= 0");
      }
    }
  }

  static void segments(Settings settings) throws RefusedException {
    if (!settings.string("segment").isEmpty() || !settings.blocks("segments").isEmpty()) {
      throw new RefusedException("Network segments are not supported in this version of Consul");
    }
  }

  /// Of one source; each is looked at by itself, before its older keys are replaced.
  static void warn(Settings settings, List<String> warnings) {
    for (Map.Entry<String, String> entry : WARNED) {
      if (isSet(settings, entry.getKey())) {
        warnings.add(
            GoText.quote(entry.getValue())
                + " is a Consul Enterprise configuration and will have no effect");
      }
    }
  }

  private static boolean isSet(Settings settings, String key) {
    return switch (key) {
      case "audit" -> settings.bool("audit.enabled") || !settings.blockMap("audit.sink").isEmpty();
      case "license_path" -> settings.has(key);
      default ->
          switch (settings.get(key)) {
            case null -> false;
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            default -> true;
          };
    };
  }
}
