// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One immutable node of a [PersistentMap]. `put` and `remove` copy the path they change and share
/// the rest. A node that they return may hold one entry too many or too few; the parent that takes
/// it in splits it or joins it to a neighbour, so that no result objects are needed.
///
/// Arrays are exactly as long as they are used: what a big table costs is mostly these arrays.
abstract sealed class TreeNode<V> {
  /// Wider nodes make writes dearer, narrower ones memory.
  static final int MAX = 32;

  private static final int MIN = MAX / 4;

  /// How full the left half is when a split comes from appending: keys that arrive in order (a
  /// restore) would otherwise leave every node half empty.
  private static final int APPENDED_LEFT = MAX - MAX / 8;

  /// The number of entries below.
  abstract int count();

  /// The number of slots in this node.
  abstract int width();

  abstract @Nullable V get(byte[] key);

  abstract TreeNode<V> put(byte[] key, V value);

  /// Answers `this` when the key is not there.
  abstract TreeNode<V> remove(byte[] key);

  /// Whether nothing in this node comes after the key.
  abstract boolean endsAt(byte[] key);

  abstract TreeNode<V> slice(int from, int to);

  abstract TreeNode<V> join(byte[] separator, TreeNode<V> right);

  /// The position of the key in the array, or `-(insertion point) - 1`.
  static int find(byte[][] keys, byte[] key) {
    int low = 0;
    int high = keys.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Arrays.compareUnsigned(keys[middle], key);
      if (order < 0) {
        low = middle + 1;
      } else if (order > 0) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -(low + 1);
  }

  static <T> T[] inserted(T[] array, int at, T element) {
    T[] copy = Arrays.copyOf(array, array.length + 1);
    System.arraycopy(array, at, copy, at + 1, array.length - at);
    copy[at] = element;
    return copy;
  }

  static <T> T[] without(T[] array, int at) {
    T[] copy = Arrays.copyOf(array, array.length - 1);
    System.arraycopy(array, at + 1, copy, at, copy.length - at);
    return copy;
  }

  static <T> T[] replaced(T[] array, int at, T element) {
    T[] copy = array.clone();
    copy[at] = element;
    return copy;
  }

  static <T> T[] joined(T[] left, T[] right) {
    T[] copy = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, copy, left.length, right.length);
    return copy;
  }

  static final class Leaf<V> extends TreeNode<V> {
    final byte[][] keys;
    final Object[] values;

    Leaf(byte[][] keys, Object[] values) {
      this.keys = keys;
      this.values = values;
    }

    @Override
    int count() {
      return keys.length;
    }

    @Override
    int width() {
      return keys.length;
    }

    @SuppressWarnings("unchecked") // Only `put` stores values, and it takes a V.
    V value(int at) {
      return (V) values[at];
    }

    @Override
    @Nullable V get(byte[] key) {
      int at = find(keys, key);
      return at < 0 ? null : value(at);
    }

    @Override
    TreeNode<V> put(byte[] key, V value) {
      int at = find(keys, key);
      if (at >= 0) {
        return new Leaf<>(keys, replaced(values, at, value));
      }
      int insertion = -(at + 1);
      return new Leaf<>(inserted(keys, insertion, key), inserted(values, insertion, value));
    }

    @Override
    TreeNode<V> remove(byte[] key) {
      int at = find(keys, key);
      return at < 0 ? this : new Leaf<>(without(keys, at), without(values, at));
    }

    @Override
    boolean endsAt(byte[] key) {
      return keys.length == 0 || Arrays.compareUnsigned(keys[keys.length - 1], key) <= 0;
    }

    @Override
    TreeNode<V> slice(int from, int to) {
      return new Leaf<>(Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to));
    }

    @Override
    TreeNode<V> join(byte[] separator, TreeNode<V> right) {
      Leaf<V> other = (Leaf<V>) right;
      return new Leaf<>(joined(keys, other.keys), joined(values, other.values));
    }
  }

  /// `bounds[i]` is not above any key of child `i + 1` and above every key of child `i`. It need not
  /// be a key that still exists.
  static final class Branch<V> extends TreeNode<V> {
    final byte[][] bounds;
    final TreeNode<V>[] children;
    private final int count;

    Branch(byte[][] bounds, TreeNode<V>[] children, int count) {
      this.bounds = bounds;
      this.children = children;
      this.count = count;
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // The array is kept, and nobody else has it.
    static <V> Branch<V> of(byte[][] bounds, TreeNode<V>... children) {
      int count = 0;
      for (TreeNode<V> child : children) {
        count += child.count();
      }
      return new Branch<>(bounds, children, count);
    }

    @Override
    int count() {
      return count;
    }

    @Override
    int width() {
      return children.length;
    }

    int childFor(byte[] key) {
      int at = find(bounds, key);
      return at >= 0 ? at + 1 : -(at + 1);
    }

    @Override
    @Nullable V get(byte[] key) {
      return children[childFor(key)].get(key);
    }

    @Override
    TreeNode<V> put(byte[] key, V value) {
      int at = childFor(key);
      TreeNode<V> before = children[at];
      TreeNode<V> after = before.put(key, value);
      int total = count - before.count() + after.count();
      if (after.width() <= MAX) {
        return new Branch<>(bounds, replaced(children, at, after), total);
      }
      int cut = after.endsAt(key) ? APPENDED_LEFT : after.width() / 2;
      TreeNode<V> left = after.slice(0, cut);
      TreeNode<V> right = after.slice(cut, after.width());
      TreeNode<V>[] grown = inserted(children, at + 1, right);
      grown[at] = left;
      return new Branch<>(inserted(bounds, at, after.boundAt(cut)), grown, total);
    }

    @Override
    TreeNode<V> remove(byte[] key) {
      int at = childFor(key);
      TreeNode<V> before = children[at];
      TreeNode<V> after = before.remove(key);
      if (after == before) {
        return this;
      }
      int total = count - before.count() + after.count();
      if (after.width() >= MIN || children.length == 1) {
        return new Branch<>(bounds, replaced(children, at, after), total);
      }
      int left = at == 0 ? 0 : at - 1;
      TreeNode<V> one = at == 0 ? after : children[left];
      TreeNode<V> two = at == 0 ? children[1] : after;
      TreeNode<V> both = one.join(bounds[left], two);
      TreeNode<V>[] shrunk = without(children, left + 1);
      if (both.width() <= MAX) {
        shrunk[left] = both;
        return new Branch<>(without(bounds, left), shrunk, total);
      }
      int cut = both.width() / 2;
      TreeNode<V>[] balanced = children.clone();
      balanced[left] = both.slice(0, cut);
      balanced[left + 1] = both.slice(cut, both.width());
      return new Branch<>(replaced(bounds, left, both.boundAt(cut)), balanced, total);
    }

    @Override
    boolean endsAt(byte[] key) {
      return Arrays.compareUnsigned(bounds[bounds.length - 1], key) <= 0;
    }

    @Override
    TreeNode<V> slice(int from, int to) {
      return of(Arrays.copyOfRange(bounds, from, to - 1), Arrays.copyOfRange(children, from, to));
    }

    @Override
    TreeNode<V> join(byte[] separator, TreeNode<V> right) {
      Branch<V> other = (Branch<V>) right;
      return new Branch<>(
          joined(inserted(bounds, bounds.length, separator), other.bounds),
          joined(children, other.children),
          count + other.count);
    }
  }

  /// What separates slot `cut` from the slots before it.
  byte[] boundAt(int cut) {
    return switch (this) {
      case Leaf<V> leaf -> leaf.keys[cut];
      case Branch<V> branch -> branch.bounds[cut - 1];
    };
  }

  /// The node as a root: split when it is too wide, its only child when it has one.
  TreeNode<V> asRoot(byte[] key) {
    if (this instanceof Branch<V> branch && branch.children.length == 1) {
      return branch.children[0];
    }
    if (width() <= MAX) {
      return this;
    }
    int cut = endsAt(key) ? APPENDED_LEFT : width() / 2;
    return Branch.of(new byte[][] {boundAt(cut)}, slice(0, cut), slice(cut, width()));
  }
}
