// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The free trees that the two parsers build: maps with text keys, lists, and scalars.
final class Trees {
  private Trees() {}

  /// The map that a value of a parsed text is. Keys of parsed maps are always strings.
  @SuppressWarnings("unchecked") // both parsers build maps with string keys only
  static Map<String, @Nullable Object> map(Object value) {
    return (Map<String, @Nullable Object>) value;
  }

  /// The kind of a value in the words of Go's reflection.
  static String kind(Object value) {
    return switch (value) {
      case String ignored -> "string";
      case Boolean ignored -> "bool";
      case Long ignored -> "int";
      case Double ignored -> "float64";
      case Map<?, ?> ignored -> "map";
      default -> "slice";
    };
  }

  /// The name that Go gives to the type of a value.
  static String goType(Object value) {
    return switch (value) {
      case Map<?, ?> ignored -> "map[string]interface {}";
      case List<?> list ->
          !list.isEmpty() && list.stream().allMatch(Map.class::isInstance)
              ? "[]map[string]interface {}"
              : "[]interface {}";
      default -> kind(value);
    };
  }

  /// A list of one stands for its element wherever no list is asked for, because HCL writes a block
  /// as a list of one. An empty list stands for nothing.
  static @Nullable Object free(@Nullable Object value) {
    if (value instanceof List<?> list) {
      if (list.isEmpty()) {
        return null;
      }
      if (list.size() == 1) {
        Object only = list.getFirst();
        return only instanceof List<?> inner ? elements(inner) : free(only);
      }
      return elements(list);
    }
    if (value instanceof Map<?, ?>) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map(value).forEach((key, inner) -> copy.put(key, free(inner)));
      return copy;
    }
    return value;
  }

  private static List<@Nullable Object> elements(List<?> list) {
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    list.forEach(element -> copy.add(free(element)));
    return copy;
  }

  static List<Object> append(Object first, Object second) {
    List<Object> joined = new ArrayList<>((List<?>) first);
    joined.addAll((List<?>) second);
    return joined;
  }

  static Map<String, @Nullable Object> overlay(Object under, Object over) {
    Map<String, @Nullable Object> joined = new LinkedHashMap<>(map(under));
    joined.putAll(map(over));
    return joined;
  }
}
