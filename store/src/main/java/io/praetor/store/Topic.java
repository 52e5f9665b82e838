// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Something a reader can wait for: the change of one key, or of any key with a prefix, in a table,
/// in an index, or in the named index numbers. A change of key k fires the topic of k and of every
/// prefix of k.
public final class Topic {
  /// The space of the named index numbers ([View#index]).
  static final Object NAMED_INDEXES =
      new Object() {
        @Override
        public String toString() {
          return "index";
        }
      };

  private final Object space;
  private final byte[] key;
  private final boolean prefix;
  private final int hash;

  private Topic(Object space, byte[] key, boolean prefix) {
    this.space = space;
    this.key = key;
    this.prefix = prefix;
    this.hash = hash(space, key, key.length) * 2 + (prefix ? 1 : 0);
  }

  /// One row of a table, whether it exists yet or not.
  public static Topic of(Table<?> table, byte[] key) {
    return new Topic(table, key, false);
  }

  /// All rows whose keys begin so.
  public static Topic prefix(Table<?> table, byte[] prefix) {
    return new Topic(table, prefix, true);
  }

  /// All rows of the table.
  public static Topic all(Table<?> table) {
    return prefix(table, Key.EMPTY);
  }

  /// All rows that stand under the key of an index.
  public static Topic of(Index<?> index, byte[] key) {
    return new Topic(index, key, false);
  }

  public static Topic prefix(Index<?> index, byte[] prefix) {
    return new Topic(index, prefix, true);
  }

  /// The named index number: fires when it is set.
  public static Topic index(String name) {
    return new Topic(NAMED_INDEXES, IndexEntry.keyOf(name), false);
  }

  static Topic exact(Object space, byte[] key) {
    return new Topic(space, key, false);
  }

  Object space() {
    return space;
  }

  int length() {
    return key.length;
  }

  boolean isPrefix() {
    return prefix;
  }

  /// The topic of the first bytes of this key, as a prefix.
  Topic prefixOf(int length) {
    return new Topic(space, Arrays.copyOf(key, length), true);
  }

  /// Whether a change of that key fires this topic.
  boolean firedBy(Topic changed) {
    return space == changed.space
        && (prefix ? PersistentMap.startsWith(changed.key, key) : Arrays.equals(key, changed.key));
  }

  private static int hash(Object space, byte[] key, int length) {
    int hash = System.identityHashCode(space);
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + key[i];
    }
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Topic topic
        && space == topic.space
        && prefix == topic.prefix
        && Arrays.equals(key, topic.key);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return space + "/" + new String(key, StandardCharsets.ISO_8859_1) + (prefix ? "*" : "");
  }
}
