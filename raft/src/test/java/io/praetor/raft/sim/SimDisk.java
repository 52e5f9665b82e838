// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import io.praetor.raft.core.Effect;
import io.praetor.raft.core.Entry;
import io.praetor.raft.core.Fault;
import io.praetor.raft.core.HardState;
import io.praetor.raft.core.Recovered;
import io.praetor.raft.history.Violation;
import io.praetor.raft.storage.LogStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;

/// A disk that takes its time. What was written but not yet synced when the server crashes is
/// lost, but for a prefix of random length, as with a real write-ahead log.
final class SimDisk implements LogStore {
  private final Fault fault;
  private final Deque<Object> unsynced = new ArrayDeque<>();
  private final TreeMap<Long, Entry> durable = new TreeMap<>();

  /// What the server itself believes to be its log, synced or not.
  private final TreeMap<Long, Entry> written = new TreeMap<>();

  private HardState hardState = HardState.INITIAL;

  SimDisk(Fault fault) {
    this.fault = fault;
  }

  TreeMap<Long, Entry> written() {
    return written;
  }

  TreeMap<Long, Entry> durable() {
    return durable;
  }

  void issue(Effect.Persist persist) {
    truncate(written, persist.truncateFrom());
    persist.entries().forEach(entry -> written.put(entry.index(), entry));
    unsynced.addLast(persist);
  }

  void issueCompact(long index) {
    written.headMap(index, true).clear();
    unsynced.addLast(index);
  }

  /// Completes the oldest unsynced operation.
  void sync() {
    commit(unsynced.removeFirst());
  }

  void crash(RandomGenerator random) {
    for (int survive = random.nextInt(unsynced.size() + 1); survive > 0; survive--) {
      commit(unsynced.removeFirst());
    }
    unsynced.clear();
    written.clear();
    written.putAll(durable);
  }

  private void commit(Object operation) {
    if (operation instanceof Long compacted) {
      compact(compacted);
    } else if (operation instanceof Effect.Persist persist) {
      if (persist.hardState() != null && fault != Fault.DISK_LOSES_TERM_AND_VOTE) {
        hardState = persist.hardState();
      }
      if (fault != Fault.DISK_FORGETS_TRUNCATION) {
        truncate(durable, persist.truncateFrom());
      }
      persist.entries().forEach(entry -> durable.put(entry.index(), entry));
    }
  }

  private static void truncate(TreeMap<Long, Entry> entries, long from) {
    if (from > 0) {
      entries.tailMap(from, true).clear();
    }
  }

  @Override
  public Contents load(LongPredicate isSnapshot) {
    Recovered.Scan scan = new Recovered.Scan();
    for (Entry entry : durable.values()) {
      if (!scan.isFollowedBy(entry) && isSnapshot.test(entry.index() - 1)) {
        scan = new Recovered.Scan();
      }
      scan.add(entry);
    }
    return new Contents(hardState, scan);
  }

  @Override
  public void write(List<Effect.Persist> batch) {
    for (Effect.Persist persist : batch) {
      issue(persist);
      sync();
    }
  }

  @Override
  public void compact(long index) {
    durable.headMap(index, true).clear();
  }

  @Override
  public List<Entry> read(long from, long to, int maxEntries, long maxBytes) {
    List<Entry> found = new ArrayList<>();
    for (long index = from; index <= to && found.size() < maxEntries; index++) {
      Entry entry = durable.get(index);
      if (entry == null) {
        throw new Violation("entry " + index + " should be durable and is not there");
      }
      found.add(entry);
    }
    return found;
  }

  @Override
  public void close() {}
}
