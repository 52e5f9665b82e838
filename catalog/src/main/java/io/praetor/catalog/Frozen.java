// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import io.praetor.wire.Codec;
import io.praetor.wire.Codecs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the records have in common. Immutable copies for their collections: null stays null, it is
/// Go's nil, which travels as `null`, not as an empty list.
public final class Frozen {
  /// `map[string]interface{}`.
  public static final Codec<@Nullable Map<String, @Nullable Object>> FREE_FORM =
      Codecs.<Map<String, @Nullable Object>>nullable(Codecs.<@Nullable Object>map(Codecs.ANY));

  private Frozen() {}

  public static <T> @Nullable List<T> list(@Nullable List<T> values) {
    return values == null ? null : List.copyOf(values);
  }

  /// Keeps the order of the entries, for output that a reader can compare.
  public static <V> @Nullable Map<String, V> map(@Nullable Map<String, V> values) {
    if (values == null) {
      return null;
    }
    return values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static @Nullable Map<String, List<String>> lists(
      @Nullable Map<String, List<String>> values) {
    if (values == null) {
      return null;
    }
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
    return Collections.unmodifiableMap(copy);
  }

  /// Free-form configuration: nested maps and lists, in which null may stand anywhere.
  public static @Nullable Map<String, @Nullable Object> any(
      @Nullable Map<String, @Nullable Object> values) {
    return values == null ? null : anyMap(values);
  }

  /// A struct that JSON leaves out when all its fields are at zero.
  public static <T> Codec<T> dropZero(Codec<T> codec, T zero) {
    return Codecs.of(codec::write, codec::read, zero, zero::equals);
  }

  private static Map<String, @Nullable Object> anyMap(Map<?, ?> values) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    values.forEach((name, value) -> copy.put(String.valueOf(name), anyValue(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object anyValue(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> anyMap(map);
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(element -> copy.add(anyValue(element)));
        yield Collections.unmodifiableList(copy);
      }
      case null, default -> value;
    };
  }
}
