// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.watches;

import io.praetor.http.agent.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters of one watch. Reading one takes it out, and what is left at the end is unknown;
/// errors show what was left when they came.
final class WatchParameters {
  private final Map<String, Object> left;

  WatchParameters(Map<String, Object> given) {
    this.left = new LinkedHashMap<>(given);
  }

  /// Empty when absent.
  String text(String name) {
    Object value = left.get(name);
    if (value == null) {
      return "";
    }
    if (!(value instanceof String text)) {
      throw unreadable("Expecting " + name + " to be a string");
    }
    left.remove(name);
    return text;
  }

  boolean truth(String name) {
    Object value = left.get(name);
    if (value == null) {
      return false;
    }
    if (!(value instanceof Boolean truth)) {
      throw unreadable("Expecting " + name + " to be a boolean");
    }
    left.remove(name);
    return truth;
  }

  List<String> texts(String name) {
    Object value = left.get(name);
    List<String> texts = new ArrayList<>();
    for (Object one :
        value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
      if (!(one instanceof String text)) {
        throw unreadable("Expecting " + name + " to be a string or []string");
      }
      texts.add(text);
    }
    left.remove(name);
    return texts;
  }

  @Nullable Object peek(String name) {
    return left.get(name);
  }

  @Nullable Object take(String name) {
    return left.remove(name);
  }

  void put(String name, Object value) {
    left.put(name, value);
  }

  /// Refuses what nobody has read.
  void end() {
    if (!left.isEmpty()) {
      throw unreadable("Invalid parameters: [" + String.join(" ", left.keySet()) + "]");
    }
  }

  RefusedException unreadable(String why) {
    return new RefusedException(500, "Failed to parse watch (" + GoSyntax.of(left) + "): " + why);
  }
}
