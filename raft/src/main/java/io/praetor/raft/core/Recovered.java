// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ConfigurationState;
import io.praetor.raft.SnapshotMeta;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server finds on its disk when it starts, boiled down while the log is verified: the
/// terms of its entries and the configurations among them. The driver has restored the state
/// machine from `snapshot` already. If that is `provisional`, what was before it is still on disk: see
/// [Footing].
public record Recovered(
    HardState hardState,
    @Nullable SnapshotMeta snapshot,
    long firstIndex,
    long lastIndex,
    List<TermStart> terms,
    List<ConfigurationState> configurations,
    boolean provisional) {
  /// `term` begins at `index` and lasts until the next one.
  public record TermStart(long index, long term) {}

  public Recovered {
    terms = List.copyOf(terms);
    configurations = List.copyOf(configurations);
    if (lastIndex >= firstIndex && terms.isEmpty()) {
      throw new IllegalArgumentException("a log with entries has terms");
    }
  }

  public static Recovered nothing() {
    return new Recovered(HardState.INITIAL, null, 1, 0, List.of(), List.of(), false);
  }

  /// Takes the entries of a log one by one, in order.
  public static final class Scan {
    private final List<TermStart> terms = new ArrayList<>();
    private final List<ConfigurationState> configurations = new ArrayList<>();
    private long firstIndex = 1;
    private long lastIndex;

    public void add(Entry entry) {
      if (terms.isEmpty()) {
        firstIndex = entry.index();
      }
      if (terms.isEmpty() || terms.getLast().term() != entry.term()) {
        terms.add(new TermStart(entry.index(), entry.term()));
      }
      if (entry.type() == EntryType.CONFIGURATION) {
        configurations.add(
            new ConfigurationState(ConfigurationCodec.decode(entry.data()), entry.index()));
      }
      lastIndex = entry.index();
    }

    /// Whether no entry is missing between what was added and this one.
    public boolean isFollowedBy(Entry entry) {
      return terms.isEmpty() || entry.index() == lastIndex + 1;
    }

    /// The log must not be empty.
    public long lastTerm() {
      return terms.getLast().term();
    }

    public long firstIndex() {
      return firstIndex;
    }

    public long lastIndex() {
      return lastIndex;
    }

    /// `index` must be within the log.
    public long termAt(long index) {
      return terms.stream().filter(start -> start.index() <= index).toList().getLast().term();
    }

    public boolean isEmpty() {
      return terms.isEmpty();
    }

    public Recovered with(HardState hardState, @Nullable SnapshotMeta snapshot) {
      return with(hardState, snapshot, false);
    }

    public Recovered with(
        HardState hardState, @Nullable SnapshotMeta snapshot, boolean provisional) {
      return new Recovered(
          hardState, snapshot, firstIndex, lastIndex, terms, configurations, provisional);
    }
  }
}
