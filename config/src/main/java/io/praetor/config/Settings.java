// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Values by dotted key, already of the types that their fields ask for. One source gives one of
/// these; merged in order they are what a [RuntimeConfig] is built from. A block that was present
/// is noted under its own key, so that an empty block can be told from none.
final class Settings {
  private final Map<String, Object> values = new LinkedHashMap<>();

  static Settings copyOf(Settings other) {
    Settings copy = new Settings();
    copy.values.putAll(other.values);
    return copy;
  }

  void put(String key, Object value) {
    values.put(key, value);
  }

  Set<String> keys() {
    return values.keySet();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Settings settings && values.equals(settings.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  @Nullable Object get(String key) {
    return values.get(key);
  }

  @Nullable Object remove(String key) {
    return values.remove(key);
  }

  /// Takes over the values of a later source.
  void merge(Settings later) {
    later.values.forEach(
        (key, value) -> {
          Object mine = values.get(key);
          Field field = Fields.of(key);
          boolean isList = value instanceof List && mine instanceof List;
          if (mine == null) {
            values.put(key, value);
          } else if (field == null) {
            values.put(key, isList ? Trees.append(mine, value) : value);
          } else {
            values.put(key, field.type().merge(mine, value));
          }
        });
  }

  boolean bool(String key) {
    return Boolean.TRUE.equals(values.get(key));
  }

  boolean bool(String key, boolean absent) {
    return values.get(key) instanceof Boolean value ? value : absent;
  }

  /// Null when there is none, which is not the same as an empty text.
  @Nullable String text(String key) {
    return values.get(key) instanceof String value ? value : null;
  }

  String string(String key) {
    return string(key, "");
  }

  String string(String key, String absent) {
    return values.get(key) instanceof String value ? value : absent;
  }

  long integer(String key) {
    return integer(key, 0);
  }

  long integer(String key, long absent) {
    return values.get(key) instanceof Number value ? value.longValue() : absent;
  }

  double decimal(String key, double absent) {
    return values.get(key) instanceof Double value ? value : absent;
  }

  @SuppressWarnings("unchecked") // the decoder puts lists of strings under keys of that type
  List<String> strings(String key) {
    return values.get(key) instanceof List<?> list ? (List<String>) list : List.of();
  }

  @SuppressWarnings("unchecked") // the decoder puts maps of strings under keys of that type
  Map<String, String> stringMap(String key) {
    return values.get(key) instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of();
  }

  @SuppressWarnings("unchecked") // the decoder puts maps of lists under keys of that type
  Map<String, List<String>> listMap(String key) {
    return values.get(key) instanceof Map<?, ?> map ? (Map<String, List<String>>) map : Map.of();
  }

  @SuppressWarnings("unchecked") // the decoder puts free trees under keys of that type
  Map<String, Object> tree(String key) {
    return values.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  @SuppressWarnings("unchecked") // the decoder puts lists of free trees under keys of that type
  List<Map<String, Object>> trees(String key) {
    return values.get(key) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
  }

  @Nullable Settings block(String key) {
    return values.get(key) instanceof Settings settings ? settings : null;
  }

  @SuppressWarnings("unchecked") // the decoder puts lists of blocks under keys of that type
  List<Settings> blocks(String key) {
    return values.get(key) instanceof List<?> list ? (List<Settings>) list : List.of();
  }

  @SuppressWarnings("unchecked") // the decoder puts maps of blocks under keys of that type
  Map<String, Settings> blockMap(String key) {
    return values.get(key) instanceof Map<?, ?> map ? (Map<String, Settings>) map : Map.of();
  }
}
