// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All keys that an agent knows. A new key is one entry in one of the lists named here.
final class Fields {
  /// The keys of a configuration file.
  static final List<Field> AGENT =
      Stream.of(
              AgentFields.ALL,
              ServingFields.ALL,
              ClusterFields.ALL,
              AccessFields.ALL,
              TelemetryFields.ALL,
              EnterpriseFields.ALL,
              DeprecatedFields.ALL,
              BeyondFields.ALL,
              InternalFields.ALL)
          .flatMap(List::stream)
          .toList();

  /// The keys of a service definition.
  static final List<Field> SERVICE = ServiceFields.ALL;

  /// The keys of a check definition.
  static final List<Field> CHECK = CheckFields.ALL;

  private static final Map<String, Field> BY_KEY = byKey();

  /// Whether a reload applies a value, by the key under which [Settings] has it: that of the field, or
  /// of the list or map of blocks that the field is part of.
  private static final Map<String, Boolean> VALUES = values();

  private Fields() {}

  /// The field of a key of a configuration file, or null.
  static @Nullable Field of(String key) {
    return BY_KEY.get(key);
  }

  /// Whether settings hold a value under a key, and not just the note that a block was there.
  static boolean isValue(String settingsKey) {
    return VALUES.containsKey(settingsKey);
  }

  /// Whether a reload applies a change of the value under a key.
  static boolean isReloadable(String settingsKey) {
    return VALUES.getOrDefault(settingsKey, false);
  }

  /// The list of all keys as text, one a line, for a reviewer to read as a diff.
  static String listing() {
    List<String> lines = new ArrayList<>();
    for (Field field : AGENT) {
      lines.add(line("", field));
    }
    for (Field field : SERVICE) {
      lines.add(line("service.", field));
    }
    for (Field field : CHECK) {
      lines.add(line("check.", field));
    }
    lines.sort(null);
    return "# key | type | default | -dev | flags | reload | meaning\n"
        + String.join("\n", lines)
        + "\n";
  }

  private static String line(String prefix, Field field) {
    return String.join(
        " | ",
        prefix + field.key(),
        field.type().name().toLowerCase(java.util.Locale.ROOT),
        field.fallback() == null ? "-" : field.fallback().toString(),
        field.devFallback() == null ? "-" : field.devFallback().toString(),
        field.flags().isEmpty() ? "-" : "-" + String.join(" -", field.flags()),
        field.reloadable() ? "yes" : "-",
        field.meaning());
  }

  private static Map<String, Boolean> values() {
    Map<String, Boolean> map = new HashMap<>();
    for (Field field : AGENT) {
      map.put(field.key().replaceFirst("(\\[]|\\{}).*", ""), field.reloadable());
    }
    return map;
  }

  private static Map<String, Field> byKey() {
    Map<String, Field> map = new HashMap<>();
    for (Field field : AGENT) {
      if (map.put(field.key(), field) != null) {
        throw new IllegalStateException("two fields for the key " + field.key());
      }
    }
    return map;
  }
}
