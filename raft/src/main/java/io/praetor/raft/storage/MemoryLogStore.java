// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import io.praetor.raft.core.Effect;
import io.praetor.raft.core.Entry;
import io.praetor.raft.core.HardState;
import io.praetor.raft.core.Recovered;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongPredicate;

/// The log of a `-dev` agent: in memory only.
public final class MemoryLogStore implements LogStore {
  private final ConcurrentSkipListMap<Long, Entry> entries = new ConcurrentSkipListMap<>();
  private volatile HardState hardState = HardState.INITIAL;

  @Override
  public Contents load(LongPredicate isSnapshot) {
    Recovered.Scan scan = new Recovered.Scan();
    for (Entry entry : entries.values()) {
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
      if (persist.hardState() != null) {
        hardState = persist.hardState();
      }
      if (persist.truncateFrom() > 0) {
        entries.tailMap(persist.truncateFrom(), true).clear();
      }
      persist.entries().forEach(entry -> entries.put(entry.index(), entry));
    }
  }

  @Override
  public void compact(long index) {
    entries.headMap(index, true).clear();
  }

  @Override
  public List<Entry> read(long from, long to, int maxEntries, long maxBytes) {
    List<Entry> found = new ArrayList<>();
    long bytes = 0;
    for (Entry entry : entries.subMap(from, true, to, true).values()) {
      bytes += entry.sizeBytes();
      if (found.size() == maxEntries || (bytes > maxBytes && !found.isEmpty())) {
        break;
      }
      found.add(entry);
    }
    return found;
  }

  @Override
  public void close() {}
}
