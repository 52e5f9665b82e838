// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Options given as environment variables, which is how containers are most easily configured. The
/// name is the option's key in upper case, dots as `_`, after a prefix that keeps clear of what
/// Consul's commands read (`CONSUL_HTTP_ADDR`) and of what orchestrators set for a service:
/// `PRAETOR_CONFIG_TLS_DEFAULTS_CA_FILE` is `tls.defaults.ca_file`. A name that is no option is
/// refused, since it would be silently without effect. Not of Consul.
///
/// Texts are taken as they are, numbers and `true` or `false` as in JSON. Lists are separated by
/// commas and maps are `key=value` separated by commas, or either is JSON; all else is JSON.
final class EnvironmentOptions {
  static final String PREFIX = "PRAETOR_CONFIG_";

  private static final Map<String, Option> BY_NAME = byName();

  private EnvironmentOptions() {}

  /// @param key dotted, up to the first list or map of blocks
  /// @param type of the value, null for a list or map of blocks
  private record Option(String key, @Nullable FieldType type) {}

  /// The values of all variables that name an option.
  static Settings read(Host host, List<String> warnings) throws RefusedException {
    Map<String, @Nullable Object> tree = new TreeMap<>();
    for (String name : host.environmentNames().stream().sorted().toList()) {
      String value = host.environment(name);
      if (!name.startsWith(PREFIX) || value == null) {
        continue;
      }
      Option option = BY_NAME.get(name);
      if (option == null) {
        throw new RefusedException(
            "environment variable "
                + name
                + " names no option; it is "
                + PREFIX
                + " and the key of an option in upper case, with _ for each dot");
      }
      place(tree, option.key(), value(name, option.type(), value));
    }
    return tree.isEmpty() ? new Settings() : SourceText.decode("environment", tree, warnings);
  }

  /// The name of the variable for a key of a configuration file.
  static String nameOf(String key) {
    return PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static @Nullable Object value(String name, @Nullable FieldType type, String text)
      throws RefusedException {
    return switch (type) {
      case STRING, DURATION -> text;
      case STRINGS -> text.startsWith("[") ? json(name, text) : list(text);
      case STRING_MAP -> text.startsWith("{") ? json(name, text) : map(text);
      case null, default -> json(name, text);
    };
  }

  private static @Nullable Object json(String name, String text) throws RefusedException {
    try {
      return JsonText.parse(text);
    } catch (SyntaxException e) {
      throw new RefusedException(
          "environment variable " + name + ": not a JSON value: " + e.getMessage());
    }
  }

  private static List<String> list(String text) {
    List<String> list = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        list.add(part.strip());
      }
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(String text) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String part : list(text)) {
      int equals = part.indexOf('=');
      map.put(
          equals < 0 ? part : part.substring(0, equals),
          equals < 0 ? "" : part.substring(equals + 1));
    }
    return map;
  }

  private static void place(
      Map<String, @Nullable Object> tree, String key, @Nullable Object value) {
    int dot = key.indexOf('.');
    if (dot < 0) {
      tree.put(key, value);
      return;
    }
    Object block = tree.computeIfAbsent(key.substring(0, dot), ignored -> new TreeMap<>());
    place(Trees.map(block), key.substring(dot + 1), value);
  }

  /// Deprecated keys have no variable: some would have the name of the key that took their place.
  static boolean isOld(Field field) {
    return DeprecatedFields.ALL.contains(field) || InternalFields.ALL.contains(field);
  }

  private static Map<String, Option> byName() {
    Map<String, Option> map = new LinkedHashMap<>();
    for (Field field : Fields.AGENT) {
      if (isOld(field)) {
        continue;
      }
      String root = field.key().replaceFirst("(\\[]|\\{}).*", "");
      Option option = new Option(root, root.equals(field.key()) ? field.type() : null);
      Option other = map.put(nameOf(root), option);
      if (other != null && !other.equals(option)) {
        throw new IllegalStateException("two options of one name: " + other + " and " + option);
      }
    }
    return map;
  }
}
