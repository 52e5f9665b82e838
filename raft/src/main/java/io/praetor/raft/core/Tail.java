// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest entries of the log in memory, as a ring by index: all that are not yet durable or
/// not yet handed to the state machine, and as many older ones as the byte limit allows, so that
/// followers in step are served without a disk.
final class Tail {
  private static final int INITIAL_SLOTS = 1024;

  private final long limitBytes;
  private @Nullable Entry[] slots = new @Nullable Entry[INITIAL_SLOTS];
  private long firstIndex;
  private long lastIndex;
  private long bytes;

  /// Empty, to be continued with the entry after `lastIndex`.
  Tail(long limitBytes, long lastIndex) {
    this.limitBytes = limitBytes;
    this.lastIndex = lastIndex;
    this.firstIndex = lastIndex + 1;
  }

  long firstIndex() {
    return firstIndex;
  }

  void append(Entry entry) {
    if (entry.index() != lastIndex + 1) {
      throw new IllegalStateException("entry " + entry + " does not follow index " + lastIndex);
    }
    if (lastIndex - firstIndex + 1 == slots.length) {
      grow();
    }
    lastIndex = entry.index();
    slots[slot(lastIndex)] = entry;
    bytes += entry.sizeBytes();
  }

  Entry get(long index) {
    Entry entry = index < firstIndex || index > lastIndex ? null : slots[slot(index)];
    if (entry == null || entry.index() != index) {
      throw new IllegalArgumentException("entry " + index + " is not in memory");
    }
    return entry;
  }

  /// Entries from `from` (which must be here) up to `to`, within the limits but at least one.
  List<Entry> read(long from, long to, int maxEntries, long maxBytes) {
    List<Entry> found = new ArrayList<>();
    long size = 0;
    for (long index = from; index <= to && found.size() < maxEntries; index++) {
      Entry entry = get(index);
      size += entry.sizeBytes();
      if (size > maxBytes && !found.isEmpty()) {
        break;
      }
      found.add(entry);
    }
    return found;
  }

  void truncateFrom(long index) {
    while (lastIndex >= index && lastIndex >= firstIndex) {
      release(lastIndex);
      lastIndex--;
    }
    if (lastIndex >= index) {
      lastIndex = index - 1;
      firstIndex = index;
    }
  }

  /// Drops the oldest entries while the tail is over its limit, but none above `releasable`.
  void trim(long releasable) {
    while (bytes > limitBytes && firstIndex <= releasable && firstIndex <= lastIndex) {
      dropFirst();
    }
  }

  /// Drops everything up to and including `index`.
  void dropTo(long index) {
    while (firstIndex <= index && firstIndex <= lastIndex) {
      dropFirst();
    }
  }

  private void dropFirst() {
    release(firstIndex);
    firstIndex++;
  }

  private void release(long index) {
    bytes -= get(index).sizeBytes();
    slots[slot(index)] = null;
  }

  private void grow() {
    @Nullable Entry[] wider = new @Nullable Entry[slots.length * 2];
    for (long index = firstIndex; index <= lastIndex; index++) {
      wider[(int) (index & (wider.length - 1))] = slots[slot(index)];
    }
    Arrays.fill(slots, null);
    slots = wider;
  }

  private int slot(long index) {
    return (int) (index & (slots.length - 1));
  }
}
