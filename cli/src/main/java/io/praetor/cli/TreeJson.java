// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Free trees of a configuration file (maps, lists, strings, numbers, booleans) as JSON.
final class TreeJson {
  private TreeJson() {}

  static Json of(@Nullable Object tree) {
    return switch (tree) {
      case null -> Json.Null.NULL;
      case Map<?, ?> map -> {
        Json.Builder json = Json.object();
        map.forEach((key, value) -> json.put(String.valueOf(key), of(value)));
        yield json.build();
      }
      case List<?> list -> new Json.Arr(list.stream().<Json>map(TreeJson::of).toList());
      case String text -> Json.of(text);
      case Boolean truth -> Json.of(truth.booleanValue());
      case Double decimal when decimal == Math.rint(decimal) && Math.abs(decimal) < 1e15 ->
          Json.of(decimal.longValue());
      default -> new Json.Num(String.valueOf(tree));
    };
  }
}
