// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.util.Arrays;

/// One published version of all tables: immutable, read by any thread without locks, kept for as
/// long as somebody wants it. Raft snapshots stream from one while writes go on.
public final class Snapshot extends View {
  private final PersistentMap<?>[] maps;
  private final PersistentMap<IndexEntry> indexEntries;
  private final long version;
  private final long lastIndex;

  Snapshot(
      Schema schema,
      PersistentMap<?>[] maps,
      PersistentMap<IndexEntry> indexEntries,
      long version,
      long lastIndex) {
    super(schema);
    this.maps = maps;
    this.indexEntries = indexEntries;
    this.version = version;
    this.lastIndex = lastIndex;
  }

  static Snapshot empty(Schema schema, long version) {
    PersistentMap<?>[] maps = new PersistentMap<?>[schema.slots()];
    Arrays.fill(maps, PersistentMap.empty());
    return new Snapshot(schema, maps, PersistentMap.empty(), version, 0);
  }

  @Override
  PersistentMap<?> map(int slot) {
    return maps[slot];
  }

  @Override
  PersistentMap<IndexEntry> indexEntries() {
    return indexEntries;
  }

  PersistentMap<?>[] copyMaps() {
    return maps.clone();
  }

  /// Counts the versions of this process's store; says which of two snapshots is the newer one.
  public long version() {
    return version;
  }

  /// The raft index of the last command in it.
  public long lastIndex() {
    return lastIndex;
  }
}
