// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import org.jspecify.annotations.Nullable;

/// What can be read: a published [Snapshot] by anybody, or the unpublished state of a [WriteTxn] by
/// its writer. Queries are written against this type, so that a command can use them too.
public abstract sealed class View permits Snapshot, WriteTxn {
  final Schema schema;

  View(Schema schema) {
    this.schema = schema;
  }

  abstract PersistentMap<?> map(int slot);

  abstract PersistentMap<IndexEntry> indexEntries();

  @SuppressWarnings("unchecked") // A slot only ever holds rows of its table.
  final <V> PersistentMap<V> rows(Table<V> table) {
    return (PersistentMap<V>) map(schema.slot(table));
  }

  @SuppressWarnings("unchecked") // As above.
  final <V> PersistentMap<V> rows(Index<V> index) {
    return (PersistentMap<V>) map(schema.slot(index));
  }

  /// The row under a primary key.
  public final <V> @Nullable V get(Table<V> table, byte[] key) {
    return rows(table).get(key);
  }

  /// The first row under a key of an index; the only one when the index is unique.
  public final <V> @Nullable V first(Index<V> index, byte[] key) {
    return index.isUnique() ? rows(index).get(key) : scan(index, key).first();
  }

  /// All rows in the order of their keys.
  public final <V> Scan<V> scan(Table<V> table) {
    return scanPrefix(table, Key.EMPTY);
  }

  public final <V> Scan<V> scanPrefix(Table<V> table, byte[] prefix) {
    return rows(table).scan(prefix);
  }

  /// The rows that stand under exactly this key of a non-unique index, in primary key order.
  public final <V> Scan<V> scan(Index<V> index, byte[] key) {
    return rows(index).scan(index.isUnique() ? key : Key.ended(key));
  }

  /// The rows whose keys in the index begin so, in the order of the index. The prefix may not hold a
  /// zero byte.
  public final <V> Scan<V> scanPrefix(Index<V> index, byte[] prefix) {
    return rows(index).scan(prefix);
  }

  public final int size(Table<?> table) {
    return map(schema.slot(table)).size();
  }

  /// A named index number; 0 when it was never set.
  public final long index(String name) {
    IndexEntry entry = indexEntries().get(IndexEntry.keyOf(name));
    return entry == null ? 0 : entry.value();
  }

  public final boolean hasIndex(String name) {
    return indexEntries().get(IndexEntry.keyOf(name)) != null;
  }

  /// The greatest of some named index numbers.
  public final long maxIndex(String... names) {
    long most = 0;
    for (String name : names) {
      most = Math.max(most, index(name));
    }
    return most;
  }

  /// All named index numbers, by name.
  public final Scan<IndexEntry> indexes() {
    return indexEntries().scan(Key.EMPTY);
  }
}
