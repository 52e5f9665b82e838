// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.filter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The selectors that a filter over one type of record may use: names as Consul documents them, each
/// with the function that reads the value. Written out by hand, because the filterable fields are a
/// contract of their own: indexes and check definitions are in the JSON but cannot be filtered by.
public final class Schema<T> {
  /// What a selector leads to.
  sealed interface Field<T> {}

  record Text<T>(Function<T, String> value) implements Field<T> {}

  record Flag<T>(Predicate<T> value) implements Field<T> {}

  record Numeric<T>(ToLongFunction<T> value, int bits, boolean signed) implements Field<T> {}

  record Texts<T>(Function<T, @Nullable List<String>> value) implements Field<T> {}

  record TextMap<T>(Function<T, @Nullable Map<String, String>> value) implements Field<T> {}

  record Child<T, C>(Function<T, @Nullable C> value, Schema<C> schema) implements Field<T> {}

  record Children<T, C>(Function<T, @Nullable List<C>> value, Schema<C> schema)
      implements Field<T> {}

  record ChildMap<T, C>(Function<T, @Nullable Map<String, C>> value, Schema<C> schema)
      implements Field<T> {}

  private final Map<String, Field<T>> fields;

  private Schema(Map<String, Field<T>> fields) {
    this.fields = fields;
  }

  @Nullable Field<T> field(String name) {
    return fields.get(name);
  }

  /// Starts the list of selectors.
  public static <T> Builder<T> of() {
    return new Builder<>();
  }

  /// Collects selectors.
  public static final class Builder<T> {
    private final Map<String, Field<T>> fields = new LinkedHashMap<>();

    private Builder() {}

    private Builder<T> put(String name, Field<T> field) {
      if (fields.put(name, field) != null) {
        throw new IllegalArgumentException("two selectors " + name);
      }
      return this;
    }

    public Builder<T> text(String name, Function<T, String> value) {
      return put(name, new Text<>(value));
    }

    public Builder<T> flag(String name, Predicate<T> value) {
      return put(name, new Flag<>(value));
    }

    /// A Go `int`.
    public Builder<T> number(String name, ToLongFunction<T> value) {
      return put(name, new Numeric<>(value, 64, true));
    }

    /// A Go `uint` of this many bits.
    public Builder<T> unsigned(String name, int bits, ToLongFunction<T> value) {
      return put(name, new Numeric<>(value, bits, false));
    }

    public Builder<T> texts(String name, Function<T, @Nullable List<String>> value) {
      return put(name, new Texts<>(value));
    }

    public Builder<T> textMap(String name, Function<T, @Nullable Map<String, String>> value) {
      return put(name, new TextMap<>(value));
    }

    public <C> Builder<T> child(String name, Function<T, @Nullable C> value, Schema<C> schema) {
      return put(name, new Child<>(value, schema));
    }

    public <C> Builder<T> children(
        String name, Function<T, @Nullable List<C>> value, Schema<C> schema) {
      return put(name, new Children<>(value, schema));
    }

    public <C> Builder<T> childMap(
        String name, Function<T, @Nullable Map<String, C>> value, Schema<C> schema) {
      return put(name, new ChildMap<>(value, schema));
    }

    public Schema<T> build() {
      return new Schema<>(Map.copyOf(fields));
    }
  }
}
