// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static io.praetor.kv.KvTables.ENTRIES;
import static io.praetor.kv.KvTables.KVS_INDEX;
import static io.praetor.kv.KvTables.TOMBSTONES;
import static io.praetor.kv.KvTables.TOMBSTONES_INDEX;

import io.praetor.store.Cursor;
import io.praetor.store.Key;
import io.praetor.store.ReadResult;
import io.praetor.store.Topic;
import io.praetor.store.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads of keys. Pure functions of a view.
///
/// The index of an answer, as observed: of one key its ModifyIndex, of a tree the greatest
/// ModifyIndex or tombstone under the prefix, and that of the whole table where there is nothing.
/// Consul forgets the deletion of a tree for a reader further down in it; here a tombstone above
/// the prefix counts as well, so that such a reader does not see its index go back.
public final class KvQueries {
  private KvQueries() {}

  public static ReadResult<Optional<DirEntry>> get(View view, String key) {
    byte[] at = Key.of(key);
    DirEntry entry = view.get(ENTRIES, at);
    long index = entry == null ? tableIndex(view) : entry.modifyIndex();
    return ReadResult.of(Optional.ofNullable(entry), index, Topic.of(ENTRIES, at));
  }

  /// The entries whose keys begin with the prefix, in byte order.
  public static ReadResult<List<DirEntry>> list(View view, String prefix) {
    byte[] at = Key.of(prefix);
    List<DirEntry> entries = view.scanPrefix(ENTRIES, at).toList();
    long newest = 0;
    for (DirEntry entry : entries) {
      newest = Math.max(newest, entry.modifyIndex());
    }
    return ReadResult.of(entries, treeIndex(view, at, newest), Topic.prefix(ENTRIES, at));
  }

  /// The keys that begin with the prefix; with a separator only up to and including the first one
  /// after the prefix, each once.
  public static ReadResult<List<String>> keys(View view, String prefix, String separator) {
    ReadResult<List<DirEntry>> all = list(view, prefix);
    if (separator.isEmpty()) {
      return all.map(entries -> entries.stream().map(DirEntry::key).toList());
    }
    List<String> keys = new ArrayList<>();
    for (DirEntry entry : all.value()) {
      String key = entry.key();
      int end = key.indexOf(separator, prefix.length());
      String shown = end < 0 ? key : key.substring(0, end + separator.length());
      if (keys.isEmpty() || !keys.getLast().equals(shown)) {
        keys.add(shown);
      }
    }
    return all.map(entries -> keys);
  }

  private static long treeIndex(View view, byte[] prefix, long newest) {
    if (prefix.length == 0) {
      return tableIndex(view);
    }
    long index = newest;
    for (Tombstone tombstone : view.scanPrefix(TOMBSTONES, prefix)) {
      index = Math.max(index, tombstone.index());
    }
    index = Math.max(index, tombstoneAbove(view, prefix));
    return index == 0 ? tableIndex(view) : index;
  }

  /// The newest tombstone whose key the prefix continues, 0 if there is none. Walks only the
  /// tombstones that share a first byte, jumping past those that cannot match.
  private static long tombstoneAbove(View view, byte[] prefix) {
    long newest = 0;
    Cursor<Tombstone> cursor = view.scanPrefix(TOMBSTONES, Arrays.copyOf(prefix, 1)).cursor();
    while (cursor.hasNext()) {
      byte[] key = cursor.peekKey();
      int shared = Arrays.mismatch(key, prefix);
      if (shared < 0 || Arrays.compareUnsigned(key, prefix) > 0) {
        return newest;
      }
      if (shared == key.length) {
        newest = Math.max(newest, cursor.next().index());
      } else {
        cursor.seek(Arrays.copyOf(prefix, shared + 1));
      }
    }
    return newest;
  }

  static long tableIndex(View view) {
    return view.maxIndex(KVS_INDEX, TOMBSTONES_INDEX);
  }
}
