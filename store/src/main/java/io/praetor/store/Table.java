// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.util.List;
import java.util.function.Function;

/// The declaration of one table: its name, what the key of a row is, and its indexes. A constant of
/// the module that owns the rows; it holds no rows itself. Rows are immutable values.
public final class Table<V> {
  private final String name;
  private final Function<V, byte[]> key;
  private final List<Index<V>> indexes;

  private Table(String name, Function<V, byte[]> key, List<Index<V>> indexes) {
    this.name = name;
    this.key = key;
    this.indexes = indexes;
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only read.
  public static <V> Table<V> of(String name, Function<V, byte[]> key, Index<V>... indexes) {
    return new Table<>(name, key, List.of(indexes));
  }

  public String name() {
    return name;
  }

  public List<Index<V>> indexes() {
    return indexes;
  }

  public byte[] keyOf(V row) {
    return key.apply(row);
  }

  @Override
  public String toString() {
    return name;
  }
}
