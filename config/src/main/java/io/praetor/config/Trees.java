// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

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

  /// The name that Go gives to the type of a value, as error texts show it.
  static String goType(Object value) {
    return switch (value) {
      case String ignored -> "string";
      case Boolean ignored -> "bool";
      case Long ignored -> "int";
      case Double ignored -> "float64";
      case Map<?, ?> ignored -> "map[string]interface {}";
      case List<?> list ->
          !list.isEmpty() && list.stream().allMatch(Map.class::isInstance)
              ? "[]map[string]interface {}"
              : "[]interface {}";
      default -> value.getClass().getSimpleName();
    };
  }
}
