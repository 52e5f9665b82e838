// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The next version while it is being made: by the one writer thread, for one raft index at a time.
/// Reads see what was written so far. Nobody else sees anything before [#publish]; a transaction that
/// is not published is simply dropped.
///
/// Every put, delete and index number records the topics that it touches, old and new keys alike.
public final class WriteTxn extends View {
  /// Beyond this many touched topics everything parked is woken instead: the list must not outgrow
  /// the change of a big subtree.
  static final int MAX_TOUCHED = 1 << 16;

  private final Store store;
  private final Snapshot base;
  private final boolean restoring;
  private final PersistentMap<?>[] maps;
  private PersistentMap<IndexEntry> indexEntries;
  private List<Topic> touched = new ArrayList<>();
  private boolean touchedAll;
  private List<Object> events = new ArrayList<>();
  private long index;

  WriteTxn(Store store, Snapshot base, Snapshot start, long index, boolean restoring) {
    super(start.schema);
    this.store = store;
    this.base = base;
    this.maps = start.copyMaps();
    this.indexEntries = start.indexEntries();
    this.index = index;
    this.restoring = restoring;
    this.touchedAll = restoring;
  }

  @Override
  PersistentMap<?> map(int slot) {
    return maps[slot];
  }

  @Override
  PersistentMap<IndexEntry> indexEntries() {
    return indexEntries;
  }

  /// The raft index of the command being applied: the ModifyIndex of what it writes.
  public long index() {
    return index;
  }

  /// Goes on to the next command, when several are applied before one publish.
  public void advanceTo(long nextIndex) {
    if (nextIndex < index) {
      throw new IllegalArgumentException(nextIndex + " is before " + index);
    }
    index = nextIndex;
  }

  /// Inserts or replaces the row under its key, and answers the row that was there.
  public <V> @Nullable V put(Table<V> table, V row) {
    byte[] key = table.keyOf(row);
    PersistentMap<V> rows = rows(table);
    V before = rows.get(key);
    maps[schema.slot(table)] = rows.put(key, row);
    touch(table, key);
    for (Index<V> secondary : table.indexes()) {
      reindex(secondary, key, before, row);
    }
    runHooks(table, before, row);
    return before;
  }

  /// Removes the row under a key and answers it; null when there is none, which touches nothing.
  public <V> @Nullable V delete(Table<V> table, byte[] key) {
    PersistentMap<V> rows = rows(table);
    V before = rows.get(key);
    if (before == null) {
      return null;
    }
    maps[schema.slot(table)] = rows.remove(key);
    touch(table, key);
    for (Index<V> secondary : table.indexes()) {
      reindex(secondary, key, before, null);
    }
    runHooks(table, before, null);
    return before;
  }

  private <V> void reindex(
      Index<V> secondary, byte[] primary, @Nullable V before, @Nullable V after) {
    List<byte[]> oldKeys = before == null ? List.of() : secondary.keysOf(before);
    List<byte[]> newKeys = after == null ? List.of() : secondary.keysOf(after);
    PersistentMap<V> rows = rows(secondary);
    for (byte[] key : oldKeys) {
      if (!contains(newKeys, key)) {
        rows = rows.remove(secondary.slot(key, primary));
        touch(secondary, key);
      }
    }
    if (after != null) {
      for (byte[] key : newKeys) {
        byte[] slot = secondary.slot(key, primary);
        if (secondary.isUnique() && !contains(oldKeys, key) && rows.get(slot) != null) {
          throw new IllegalStateException("two rows under one key of " + secondary);
        }
        rows = rows.put(slot, after);
        touch(secondary, key);
      }
    }
    maps[schema.slot(secondary)] = rows;
  }

  private static boolean contains(List<byte[]> keys, byte[] key) {
    for (byte[] candidate : keys) {
      if (Arrays.equals(candidate, key)) {
        return true;
      }
    }
    return false;
  }

  private <V> void runHooks(Table<V> table, @Nullable V before, @Nullable V after) {
    if (!restoring) {
      for (ChangeHook<V> hook : schema.hooks(table)) {
        hook.action().changed(this, before, after);
      }
    }
  }

  /// Sets a named index number to the index of this command.
  public void bumpIndex(String name) {
    setIndex(name, index);
  }

  /// Sets a named index number; a restore puts back the recorded ones.
  public void setIndex(String name, long value) {
    byte[] key = IndexEntry.keyOf(name);
    indexEntries = indexEntries.put(key, new IndexEntry(name, value));
    touch(Topic.NAMED_INDEXES, key);
  }

  /// Drops a named index number, so that the list does not keep every name that ever was.
  public void removeIndex(String name) {
    byte[] key = IndexEntry.keyOf(name);
    indexEntries = indexEntries.remove(key);
    touch(Topic.NAMED_INDEXES, key);
  }

  private void touch(Object space, byte[] key) {
    if (touchedAll) {
      return;
    }
    if (touched.size() == MAX_TOUCHED) {
      touchedAll = true;
      touched = new ArrayList<>();
      return;
    }
    touched.add(Topic.exact(space, key));
  }

  /// Leaves a side effect for whoever publishes: what a leader must do outside of the tables.
  public void emit(Object event) {
    events.add(event);
  }

  /// What was emitted, in order.
  public List<Object> events() {
    return List.copyOf(events);
  }

  /// A point that this transaction can go back to, when a command turns out not to apply.
  public Savepoint savepoint() {
    return new Savepoint(maps.clone(), indexEntries, touched.size(), events.size(), index);
  }

  /// Undoes everything since the savepoint.
  public void rollback(Savepoint to) {
    System.arraycopy(to.maps, 0, maps, 0, maps.length);
    indexEntries = to.indexEntries;
    // Once the list was given up it cannot come back; waking too many is safe.
    if (!touchedAll) {
      touched = new ArrayList<>(touched.subList(0, to.touched));
    }
    events = new ArrayList<>(events.subList(0, to.events));
    index = to.index;
  }

  /// Opaque; good for the transaction that made it.
  public static final class Savepoint {
    private final PersistentMap<?>[] maps;
    private final PersistentMap<IndexEntry> indexEntries;
    private final int touched;
    private final int events;
    private final long index;

    private Savepoint(
        PersistentMap<?>[] maps,
        PersistentMap<IndexEntry> indexEntries,
        int touched,
        int events,
        long index) {
      this.maps = maps;
      this.indexEntries = indexEntries;
      this.touched = touched;
      this.events = events;
      this.index = index;
    }
  }

  /// Makes this the state that readers see, and wakes those who waited for what it touched.
  public Snapshot publish() {
    return store.publish(
        base,
        new Snapshot(schema, maps.clone(), indexEntries, base.version() + 1, index),
        touchedAll ? null : touched);
  }
}
