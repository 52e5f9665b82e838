// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A second way to find the rows of a table. Declared once as a constant and handed to
/// [Table#of]; a row may stand under no key, one, or several.
public final class Index<V> {
  private final String name;
  private final boolean unique;
  private final Function<V, List<byte[]>> keys;

  private Index(String name, boolean unique, Function<V, List<byte[]>> keys) {
    this.name = name;
    this.unique = unique;
    this.keys = keys;
  }

  /// At most one row under each key. The function answers null for a row that is not in the index.
  public static <V> Index<V> unique(String name, Function<V, byte @Nullable []> key) {
    return new Index<>(name, true, atMostOne(key));
  }

  /// Any number of rows under a key, in the order of their primary keys.
  public static <V> Index<V> of(String name, Function<V, byte @Nullable []> key) {
    return new Index<>(name, false, atMostOne(key));
  }

  /// As `of`, for rows that stand under several keys.
  public static <V> Index<V> many(String name, Function<V, List<byte[]>> keys) {
    return new Index<>(name, false, keys);
  }

  private static <V> Function<V, List<byte[]>> atMostOne(Function<V, byte @Nullable []> key) {
    return row -> {
      byte[] one = key.apply(row);
      return one == null ? List.of() : List.of(one);
    };
  }

  public String name() {
    return name;
  }

  boolean isUnique() {
    return unique;
  }

  List<byte[]> keysOf(V row) {
    return keys.apply(row);
  }

  /// Where a row stands in the index's map.
  byte[] slot(byte[] key, byte[] primary) {
    return unique ? key : Key.joined(Key.ended(key), primary);
  }

  @Override
  public String toString() {
    return name;
  }
}
