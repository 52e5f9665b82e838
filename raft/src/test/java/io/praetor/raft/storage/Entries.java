// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.storage;

import io.praetor.raft.core.Effect;
import io.praetor.raft.core.Entry;
import io.praetor.raft.core.EntryType;
import io.praetor.raft.core.HardState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Entries and writes for the storage tests.
final class Entries {
  private Entries() {}

  static Entry entry(long index, long term) {
    byte[] data = ("entry " + index).getBytes(StandardCharsets.UTF_8);
    return new Entry(index, term, EntryType.COMMAND, data, Entry.NO_BYTES, new byte[15]);
  }

  static List<Entry> range(long from, long to, long term) {
    return LongStream.rangeClosed(from, to).mapToObj(index -> entry(index, term)).toList();
  }

  static Effect.Persist append(List<Entry> entries) {
    return new Effect.Persist(1, null, 0, entries);
  }

  static Effect.Persist write(@Nullable HardState state, long truncateFrom, List<Entry> entries) {
    return new Effect.Persist(1, state, truncateFrom, entries);
  }
}
