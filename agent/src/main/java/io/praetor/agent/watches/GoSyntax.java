// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.watches;

import io.praetor.wire.GoQuote;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Free trees of a configuration as Go prints them with `%#v`, which is how Consul shows the watch
/// that it could not read.
final class GoSyntax {
  private GoSyntax() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "interface {}(nil)";
      case String text -> GoQuote.quote(text);
      case Double number ->
          number == Math.rint(number) && Math.abs(number) < 1e15
              ? Long.toString(number.longValue())
              : number.toString();
      case List<?> list ->
          list.stream().map(GoSyntax::of).collect(Collectors.joining(", ", "[]interface {}{", "}"));
      case Map<?, ?> map -> {
        TreeMap<String, String> sorted = new TreeMap<>();
        map.forEach((key, inner) -> sorted.put(String.valueOf(key), of(inner)));
        yield sorted.entrySet().stream()
            .map(entry -> GoQuote.quote(entry.getKey()) + ":" + entry.getValue())
            .collect(Collectors.joining(", ", "map[string]interface {}{", "}"));
      }
      default -> value.toString();
    };
  }
}
