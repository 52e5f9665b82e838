// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The header fields of one message in the order they were sent. Names compare without case. A list
/// of pairs, because a message has a dozen of them and a scan of a dozen beats a hash table. Not
/// safe for use by two threads at once.
public final class Headers {
  private final List<String> pairs = new ArrayList<>(24);

  /// The first value of a field, or null.
  public @Nullable String get(String name) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equalsIgnoreCase(name)) {
        return pairs.get(i + 1);
      }
    }
    return null;
  }

  /// Whether the field is there, with whatever value.
  public boolean has(String name) {
    return get(name) != null;
  }

  /// Every value of a field.
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equalsIgnoreCase(name)) {
        values.add(pairs.get(i + 1));
      }
    }
    return values;
  }

  /// Appends a field.
  public Headers add(String name, String value) {
    pairs.add(name);
    pairs.add(value);
    return this;
  }

  /// Puts the value in the place of the field's first value, or appends it.
  public Headers set(String name, String value) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equalsIgnoreCase(name)) {
        pairs.set(i + 1, value);
        return this;
      }
    }
    return add(name, value);
  }

  /// Takes every value of a field away.
  public void remove(String name) {
    for (int i = pairs.size() - 2; i >= 0; i -= 2) {
      if (pairs.get(i).equalsIgnoreCase(name)) {
        pairs.remove(i + 1);
        pairs.remove(i);
      }
    }
  }

  /// Hands out each field in order.
  public void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0; i < pairs.size(); i += 2) {
      consumer.accept(pairs.get(i), pairs.get(i + 1));
    }
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    forEach((name, value) -> out.append(name).append(": ").append(value).append('\n'));
    return out.toString();
  }
}
