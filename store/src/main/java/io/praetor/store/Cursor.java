// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import io.praetor.store.TreeNode.Branch;
import io.praetor.store.TreeNode.Leaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// One walk over a [Scan]. Not shared between threads.
public final class Cursor<V> implements Iterator<V> {
  private final TreeNode<V> root;
  private final byte[] prefix;
  private final List<Branch<V>> path = new ArrayList<>(4);
  private int[] slots = new int[4];
  private @Nullable Leaf<V> leaf;
  private int at;
  private int end;

  Cursor(TreeNode<V> root, byte[] prefix) {
    this.root = root;
    this.prefix = prefix;
    seek(prefix);
  }

  /// Moves to the first key of the scan that is not below `target`; back as well as forward.
  public void seek(byte[] target) {
    byte[] key = Arrays.compareUnsigned(target, prefix) < 0 ? prefix : target;
    path.clear();
    TreeNode<V> node = root;
    while (node instanceof Branch<V> branch) {
      int slot = branch.childFor(key);
      push(branch, slot);
      node = branch.children[slot];
    }
    Leaf<V> found = (Leaf<V>) node;
    int position = TreeNode.find(found.keys, key);
    enter(found, position >= 0 ? position : -(position + 1));
  }

  private void push(Branch<V> branch, int slot) {
    if (path.size() == slots.length) {
      slots = Arrays.copyOf(slots, slots.length * 2);
    }
    slots[path.size()] = slot;
    path.add(branch);
  }

  /// Starts on a leaf; when nothing is left on it, on the next one.
  private void enter(Leaf<V> start, int position) {
    Leaf<V> next = start;
    int from = position;
    while (next != null && from == next.keys.length) {
      next = nextLeaf();
      from = 0;
    }
    leaf = next;
    at = from;
    end = next == null ? from : endOn(next, from);
  }

  /// Where the prefix ends on this leaf: its length unless the prefix ends here.
  private int endOn(Leaf<V> current, int from) {
    byte[][] keys = current.keys;
    if (PersistentMap.startsWith(keys[keys.length - 1], prefix)) {
      return keys.length;
    }
    int position = from;
    while (position < keys.length && PersistentMap.startsWith(keys[position], prefix)) {
      position++;
    }
    return position;
  }

  private @Nullable Leaf<V> nextLeaf() {
    int level = path.size() - 1;
    while (level >= 0 && slots[level] == path.get(level).children.length - 1) {
      path.remove(level--);
    }
    if (level < 0) {
      return null;
    }
    TreeNode<V> node = path.get(level).children[++slots[level]];
    while (node instanceof Branch<V> branch) {
      push(branch, 0);
      node = branch.children[0];
    }
    return (Leaf<V>) node;
  }

  @Override
  public boolean hasNext() {
    Leaf<V> current = leaf;
    if (current == null) {
      return false;
    }
    if (at == end && end == current.keys.length) {
      enter(current, end);
    }
    return at < end;
  }

  @Override
  public V next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return currentLeaf().value(at++);
  }

  /// The key that the row of `next` stands under; not to be changed.
  public byte[] peekKey() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return currentLeaf().keys[at];
  }

  private Leaf<V> currentLeaf() {
    Leaf<V> current = leaf;
    if (current == null) {
      throw new NoSuchElementException();
    }
    return current;
  }
}
