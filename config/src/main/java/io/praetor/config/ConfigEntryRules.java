// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a config entry in a file must have to be one at all: a kind that exists, and a name. What
/// belongs inside of each kind is checked where entries are written.
final class ConfigEntryRules {
  private static final Set<String> KINDS =
      Set.of(
          "service-defaults",
          "proxy-defaults",
          "service-router",
          "service-splitter",
          "service-resolver",
          "ingress-gateway",
          "terminating-gateway",
          "service-intentions",
          "mesh",
          "exported-services",
          "sameness-group",
          "api-gateway",
          "bound-api-gateway",
          "inline-certificate",
          "file-system-certificate",
          "http-route",
          "tcp-route",
          "jwt-provider",
          "control-plane-request-limit");

  private ConfigEntryRules() {}

  static void check(List<Map<String, Object>> entries) throws RefusedException {
    for (int i = 0; i < entries.size(); i++) {
      String prefix = "config_entries.bootstrap[" + i + "]: ";
      Map<String, Object> entry = entries.get(i);
      String kind = either(entry, "kind", "Kind") instanceof String text ? text : "";
      if (kind.isEmpty()) {
        throw new RefusedException(
            prefix + "Payload does not contain a kind/Kind key at the top level");
      }
      if (!KINDS.contains(kind)) {
        throw new RefusedException(prefix + "invalid config entry kind: " + kind);
      }
      String name = either(entry, "name", "Name") instanceof String word ? word : "";
      if (kind.equals("proxy-defaults") && !name.isEmpty() && !name.equals("global")) {
        throw new RefusedException(
            prefix + "invalid name (" + GoText.quote(name) + "), only \"global\" is supported");
      }
      if (name.isEmpty() && !kind.equals("proxy-defaults") && !kind.equals("mesh")) {
        throw new RefusedException(prefix + "Name is required");
      }
    }
  }

  private static Object either(Map<String, Object> entry, String key, String otherKey) {
    return entry.getOrDefault(key, entry.getOrDefault(otherKey, ""));
  }
}
