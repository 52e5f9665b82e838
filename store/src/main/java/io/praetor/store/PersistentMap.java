// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An immutable map from byte strings, in unsigned byte order, to values: a B+ tree whose versions
/// share all but the changed path. Any thread may read any version, without locks, for as long as it
/// likes. Chosen by measurement, see `docs/adr/0004-state-store-map.md`.
///
/// Keys are kept as given: callers must not change the arrays afterwards.
final class PersistentMap<V> {
  private static final PersistentMap<?> EMPTY =
      new PersistentMap<>(new TreeNode.Leaf<>(new byte[0][], new Object[0]));

  final TreeNode<V> root;

  private PersistentMap(TreeNode<V> root) {
    this.root = root;
  }

  @SuppressWarnings("unchecked") // Holds no value of any type.
  static <V> PersistentMap<V> empty() {
    return (PersistentMap<V>) EMPTY;
  }

  int size() {
    return root.count();
  }

  @Nullable V get(byte[] key) {
    return root.get(key);
  }

  PersistentMap<V> put(byte[] key, V value) {
    return new PersistentMap<>(root.put(key, value).asRoot(key));
  }

  /// The same map when the key is not there.
  PersistentMap<V> remove(byte[] key) {
    TreeNode<V> after = root.remove(key);
    return after == root ? this : new PersistentMap<>(after.asRoot(key));
  }

  /// The values of the keys that begin with `prefix`, in key order.
  Scan<V> scan(byte[] prefix) {
    return new Scan<>(this, prefix);
  }

  static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }
}
