// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON document. Reading is lenient as Go's decoder is towards its callers: what is missing or null has the zero value of
/// the type asked for. Numbers keep their text, so that 64-bit indexes and flags pass through unharmed.
public sealed interface Json {
  /// An object, in the order of the text.
  record Obj(Map<String, Json> values) implements Json {
    public Obj {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /// An array.
  record Arr(List<Json> values) implements Json {
    public Arr {
      values = List.copyOf(values);
    }
  }

  /// A string.
  record Text(String value) implements Json {}

  /// A number, as written.
  record Num(String literal) implements Json {}

  /// A boolean.
  record Bool(boolean value) implements Json {}

  /// The null value, which also stands for what is missing.
  enum Null implements Json {
    NULL
  }

  /// The field of an object, or null.
  default Json at(String name) {
    return fields().getOrDefault(name, Null.NULL);
  }

  /// The fields of an object; none when this is something else.
  default Map<String, Json> fields() {
    return this instanceof Obj(var values) ? values : Map.of();
  }

  /// The elements of an array; none when this is something else.
  default List<Json> items() {
    return this instanceof Arr(var values) ? values : List.of();
  }

  /// The string, or an empty one.
  default String text() {
    return this instanceof Text(var value) ? value : "";
  }

  /// The field's string, or an empty one.
  default String text(String name) {
    return at(name).text();
  }

  /// Whether this is true.
  default boolean truth() {
    return this instanceof Bool(var value) && value;
  }

  /// Whether this is null or missing.
  default boolean isNull() {
    return this instanceof Null;
  }

  /// The number as written, or 0.
  default String literal() {
    return this instanceof Num(var literal) ? literal : "0";
  }

  /// The number as a long (an unsigned one wraps), or 0.
  default long number() {
    if (!(this instanceof Num(var literal))) {
      return 0;
    }
    try {
      return literal.startsWith("-") ? Long.parseLong(literal) : Long.parseUnsignedLong(literal);
    } catch (NumberFormatException e) {
      return (long) Double.parseDouble(literal);
    }
  }

  /// The number as a double, or 0.
  default double decimal() {
    return this instanceof Num(var literal) ? Double.parseDouble(literal) : 0;
  }

  /// The strings of an array.
  default List<String> texts() {
    return items().stream().map(Json::text).toList();
  }

  /// An array of strings.
  static Json ofTexts(List<String> values) {
    return new Arr(values.stream().<Json>map(Text::new).toList());
  }

  /// A number.
  static Json of(long value) {
    return new Num(Long.toString(value));
  }

  /// A string.
  static Json of(String value) {
    return new Text(value);
  }

  /// A boolean.
  static Json of(boolean value) {
    return new Bool(value);
  }

  /// An object under construction.
  static Builder object() {
    return new Builder();
  }

  /// Collects the fields of an object in order.
  final class Builder {
    private final Map<String, Json> values = new LinkedHashMap<>();

    private Builder() {}

    /// Adds a field.
    public Builder put(String name, Json value) {
      values.put(name, value);
      return this;
    }

    /// Adds a string.
    public Builder put(String name, String value) {
      return put(name, of(value));
    }

    /// Adds a number.
    public Builder put(String name, long value) {
      return put(name, of(value));
    }

    /// Adds a boolean.
    public Builder put(String name, boolean value) {
      return put(name, of(value));
    }

    /// Adds a string unless it is empty.
    public Builder putUnlessEmpty(String name, String value) {
      return value.isEmpty() ? this : put(name, value);
    }

    /// Adds an object of strings unless it is empty.
    public Builder putUnlessEmpty(String name, Map<String, String> strings) {
      if (!strings.isEmpty()) {
        Builder inner = new Builder();
        strings.forEach(inner::put);
        put(name, inner.build());
      }
      return this;
    }

    /// Adds an array of strings unless it is empty.
    public Builder putUnlessEmpty(String name, List<String> strings) {
      return strings.isEmpty() ? this : put(name, ofTexts(strings));
    }

    /// The object.
    public Json build() {
      return new Obj(values);
    }
  }
}
