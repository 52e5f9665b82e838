// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An immutable map from names to values that carry their name: a hash trie of 32-way nodes without
/// empty slots. A change copies the path to it and shares the rest, so a version can be handed to
/// another thread, or to another member of a simulated pool, for nothing. Costs 8 to 12 bytes an entry
/// beside the value, where `HashMap` costs 38.
///
/// The order of a walk follows the hashes of the names alone, not the history.
public final class NameMap<V extends Named> {
  private static final int BITS = 5;
  private static final int MASK = (1 << BITS) - 1;
  private static final int HASH_BITS = 32;
  private static final Branch EMPTY_ROOT = new Branch(0, new Object[0]);
  private static final NameMap<?> EMPTY = new NameMap<>(EMPTY_ROOT, 0);

  private final Branch root;
  private final int size;

  /// Slots hold values, branches, or clashes, in the order of the bits.
  private record Branch(int bitmap, Object[] slots) {}

  /// Values whose names have one hash, in the order of the names.
  private record Clash(Named[] values) {
    int find(String name) {
      int low = 0;
      int high = values.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = values[middle].name().compareTo(name);
        if (order == 0) {
          return middle;
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return -(low + 1);
    }
  }

  private NameMap(Branch root, int size) {
    this.root = root;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // Holds no value of any type.
  public static <V extends Named> NameMap<V> empty() {
    return (NameMap<V>) EMPTY;
  }

  public int size() {
    return size;
  }

  @SuppressWarnings("unchecked") // Only `with` stores values, and it takes a V.
  public @Nullable V get(String name) {
    int hash = spread(name);
    Branch branch = root;
    for (int shift = 0; ; shift += BITS) {
      int bit = 1 << ((hash >>> shift) & MASK);
      if ((branch.bitmap & bit) == 0) {
        return null;
      }
      Object slot = branch.slots[index(branch, bit)];
      switch (slot) {
        case Branch below -> branch = below;
        case Clash clash -> {
          int at = clash.find(name);
          return at < 0 ? null : (V) clash.values[at];
        }
        default -> {
          V value = (V) slot;
          return value.name().equals(name) ? value : null;
        }
      }
    }
  }

  /// In the place of whatever had that name.
  public NameMap<V> with(V value) {
    boolean fresh = get(value.name()) == null;
    return new NameMap<>(
        put(root, 0, spread(value.name()), value), fresh ? Math.addExact(size, 1) : size);
  }

  public NameMap<V> without(String name) {
    if (get(name) == null) {
      return this;
    }
    Object left = remove(root, 0, spread(name), name);
    return new NameMap<>(left instanceof Branch branch ? branch : EMPTY_ROOT, size - 1);
  }

  public void forEach(Consumer<? super V> action) {
    walk(root, action);
  }

  /// A copy of the values.
  public List<V> values() {
    List<V> all = new ArrayList<>(size);
    forEach(all::add);
    return all;
  }

  private static int spread(String name) {
    int hash = name.hashCode();
    return hash ^ (hash >>> 15);
  }

  private static int index(Branch branch, int bit) {
    return Integer.bitCount(branch.bitmap & (bit - 1));
  }

  private static Branch put(Branch branch, int shift, int hash, Named value) {
    int bit = 1 << ((hash >>> shift) & MASK);
    int at = index(branch, bit);
    if ((branch.bitmap & bit) == 0) {
      return new Branch(branch.bitmap | bit, inserted(branch.slots, at, value));
    }
    Object slot = branch.slots[at];
    Object next =
        switch (slot) {
          case Branch below -> put(below, shift + BITS, hash, value);
          case Clash clash -> clashing(clash, value);
          default -> {
            Named there = (Named) slot;
            yield there.name().equals(value.name())
                ? value
                : apart(shift + BITS, there, spread(there.name()), value, hash);
          }
        };
    Object[] slots = branch.slots.clone();
    slots[at] = next;
    return new Branch(branch.bitmap, slots);
  }

  private static Clash clashing(Clash clash, Named value) {
    int at = clash.find(value.name());
    if (at >= 0) {
      Named[] values = clash.values.clone();
      values[at] = value;
      return new Clash(values);
    }
    return new Clash(inserted(clash.values, -(at + 1), value));
  }

  /// As many branches as it takes until the two part.
  private static Object apart(int shift, Named a, int hashA, Named b, int hashB) {
    if (shift >= HASH_BITS) {
      return clashing(new Clash(new Named[] {a}), b);
    }
    int bitA = 1 << ((hashA >>> shift) & MASK);
    int bitB = 1 << ((hashB >>> shift) & MASK);
    if (bitA == bitB) {
      return new Branch(bitA, new Object[] {apart(shift + BITS, a, hashA, b, hashB)});
    }
    boolean first = Integer.compareUnsigned(bitA, bitB) < 0;
    return new Branch(bitA | bitB, first ? new Object[] {a, b} : new Object[] {b, a});
  }

  /// What is left of the branch: a branch, a single value that moves up, or null.
  private static @Nullable Object remove(Branch branch, int shift, int hash, String name) {
    int bit = 1 << ((hash >>> shift) & MASK);
    int at = index(branch, bit);
    Object slot = branch.slots[at];
    Object next =
        switch (slot) {
          case Branch below -> remove(below, shift + BITS, hash, name);
          case Clash clash -> {
            Named[] values = without(clash.values, clash.find(name));
            yield values.length == 1 ? values[0] : new Clash(values);
          }
          default -> null;
        };
    if (next == null) {
      Object[] slots = without(branch.slots, at);
      if (slots.length == 0) {
        return null;
      }
      return shift > 0 && slots.length == 1 && slots[0] instanceof Named
          ? slots[0]
          : new Branch(branch.bitmap & ~bit, slots);
    }
    if (shift > 0 && branch.slots.length == 1 && next instanceof Named) {
      return next;
    }
    Object[] slots = branch.slots.clone();
    slots[at] = next;
    return new Branch(branch.bitmap, slots);
  }

  @SuppressWarnings("unchecked") // As in `get`.
  private static <V extends Named> void walk(Branch branch, Consumer<? super V> action) {
    for (Object slot : branch.slots) {
      switch (slot) {
        case Branch below -> walk(below, action);
        case Clash clash -> {
          for (Named value : clash.values) {
            action.accept((V) value);
          }
        }
        default -> action.accept((V) slot);
      }
    }
  }

  private static <T> T[] inserted(T[] array, int at, T element) {
    T[] copy = Arrays.copyOf(array, array.length + 1);
    System.arraycopy(array, at, copy, at + 1, array.length - at);
    copy[at] = element;
    return copy;
  }

  private static <T> T[] without(T[] array, int at) {
    T[] copy = Arrays.copyOf(array, array.length - 1);
    System.arraycopy(array, at + 1, copy, at, copy.length - at);
    return copy;
  }
}
