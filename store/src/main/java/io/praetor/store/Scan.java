// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The rows of a table or index whose keys begin with a prefix, in key order. Reads one immutable
/// version: writes that happen while it is walked are not seen. May be walked again and again.
public final class Scan<V> implements Iterable<V> {
  private final PersistentMap<V> map;
  private final byte[] prefix;

  Scan(PersistentMap<V> map, byte[] prefix) {
    this.map = map;
    this.prefix = prefix;
  }

  @Override
  public Iterator<V> iterator() {
    return cursor();
  }

  /// A walk that can also jump ahead.
  public Cursor<V> cursor() {
    return new Cursor<>(map.root, prefix);
  }

  public @Nullable V first() {
    Cursor<V> cursor = cursor();
    return cursor.hasNext() ? cursor.next() : null;
  }

  public boolean isEmpty() {
    return !cursor().hasNext();
  }

  public List<V> toList() {
    List<V> rows = new ArrayList<>();
    forEach(rows::add);
    return rows;
  }

  public Stream<V> stream() {
    return StreamSupport.stream(spliterator(), false);
  }
}
