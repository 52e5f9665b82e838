// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The log as the core sees it: the terms of all of it, the newest entries themselves, and where
/// it begins after compaction. Changes are collected until the end of the step, when they become
/// one [Effect.Persist].
final class RaftLog {
  private final LogReader reader;
  private final long tailBytes;
  private TermRuns terms = new TermRuns();
  private Tail tail;

  /// The entry just before the first one that can be read; its term is known, so that followers
  /// can be compared.
  private long compactedIndex;

  private long compactedTerm;
  private long lastIndex;
  private long durableIndex;

  private long truncatedFrom;
  private List<Entry> appended = new ArrayList<>();

  RaftLog(Recovered recovered, LogReader reader, long tailBytes) {
    this.reader = reader;
    this.tailBytes = tailBytes;
    for (Recovered.TermStart start : recovered.terms()) {
      terms.append(start.index(), start.term());
    }
    lastIndex = recovered.lastIndex();
    long snapshotIndex = recovered.snapshot() == null ? 0 : recovered.snapshot().index();
    long snapshotTerm = recovered.snapshot() == null ? 0 : recovered.snapshot().term();
    if (!recovered.terms().isEmpty() && lastIndex < snapshotIndex) {
      throw new IllegalArgumentException(
          "the log ends at %d, before the snapshot's end %d".formatted(lastIndex, snapshotIndex));
    }
    if (recovered.terms().isEmpty()) {
      lastIndex = snapshotIndex;
      startAt(snapshotIndex, snapshotTerm);
    } else if (recovered.firstIndex() == snapshotIndex + 1) {
      startAt(snapshotIndex, snapshotTerm);
    } else if (recovered.firstIndex() <= snapshotIndex) {
      // What came before the first entry is gone, so that entry serves as the boundary itself.
      startAt(recovered.firstIndex(), terms.termAt(recovered.firstIndex()));
    } else {
      throw new IllegalArgumentException(
          "the log begins at %d but the snapshot ends at %d"
              .formatted(recovered.firstIndex(), snapshotIndex));
    }
    durableIndex = lastIndex;
    tail = new Tail(tailBytes, lastIndex);
  }

  private void startAt(long index, long term) {
    compactedIndex = index;
    compactedTerm = term;
    terms.startAt(index, term);
  }

  long lastIndex() {
    return lastIndex;
  }

  long lastTerm() {
    return termAt(lastIndex);
  }

  long compactedIndex() {
    return compactedIndex;
  }

  long durableIndex() {
    return durableIndex;
  }

  /// `index` must be between the compacted boundary and the last entry.
  long termAt(long index) {
    if (index < compactedIndex || index > lastIndex) {
      throw new IllegalArgumentException("index " + index + " is outside the log");
    }
    return index == compactedIndex ? compactedTerm : terms.termAt(index);
  }

  /// Whether this log holds an entry of that index and term. Everything compacted was committed,
  /// hence agrees.
  boolean agreesAt(long index, long term) {
    return index < compactedIndex || (index <= lastIndex && termAt(index) == term);
  }

  /// Where a leader whose entry at `prevIndex` has `prevTerm` should try next, given that ours
  /// does not agree: our later terms cannot be part of its log at or below that index, so whole
  /// terms are passed over at once.
  long agreementHint(long prevIndex, long prevTerm) {
    long from = Math.min(lastIndex, prevIndex - 1);
    return from <= compactedIndex
        ? compactedIndex
        : Math.max(compactedIndex, terms.lastIndexOfTermAtMost(from, prevTerm));
  }

  void append(Entry entry) {
    terms.append(entry.index(), entry.term());
    tail.append(entry);
    lastIndex = entry.index();
    appended.add(entry);
  }

  void truncateFrom(long index) {
    if (index <= compactedIndex) {
      throw new IllegalStateException("entry " + index + " is covered by a snapshot");
    }
    terms.truncateFrom(index);
    tail.truncateFrom(index);
    lastIndex = index - 1;
    durableIndex = Math.min(durableIndex, lastIndex);
    truncatedFrom = index;
    appended.removeIf(entry -> entry.index() >= index);
  }

  /// Entries up to `index` may leave memory and, by the caller's effect, the disk.
  void compactTo(long index) {
    if (index <= compactedIndex) {
      return;
    }
    startAt(index, termAt(index));
    tail.dropTo(index);
  }

  /// Puts a snapshot in place of everything: the log continues after it. On disk, what could have
  /// led up to it stays until it is compacted.
  void replaceBy(long index, long term) {
    truncatedFrom = firstConflictWith(index, term);
    terms = new TermRuns();
    tail = new Tail(tailBytes, index);
    lastIndex = index;
    durableIndex = index;
    appended.clear();
    startAt(index, term);
  }

  /// Terms never go down along a log, so entries of a later term cannot be before that index.
  private long firstConflictWith(long index, long term) {
    long from = Math.min(lastIndex, index - 1);
    long agreeing = from <= compactedIndex ? from : terms.lastIndexOfTermAtMost(from, term);
    return Math.max(1, agreeing + 1);
  }

  void durableTo(long index) {
    durableIndex = Math.max(durableIndex, Math.min(index, lastIndex));
    tail.trim(durableIndex);
  }

  /// Entries from `from` up to `to`, at least one unless `from` is past `to`. `from` must be above
  /// the boundary.
  List<Entry> read(long from, long to, int maxEntries, long maxBytes) {
    if (from > to) {
      return List.of();
    }
    if (from <= compactedIndex || to > lastIndex) {
      throw new IllegalArgumentException(
          "entries %d to %d are not in the log (%d to %d)"
              .formatted(from, to, compactedIndex + 1, lastIndex));
    }
    if (from >= tail.firstIndex()) {
      return tail.read(from, to, maxEntries, maxBytes);
    }
    return reader.read(from, Math.min(to, tail.firstIndex() - 1), maxEntries, maxBytes);
  }

  boolean changed() {
    return truncatedFrom > 0 || !appended.isEmpty();
  }

  /// The changes since the last call, as an effect.
  Effect.Persist drain(long sequence, @Nullable HardState hardState) {
    Effect.Persist effect = new Effect.Persist(sequence, hardState, truncatedFrom, appended);
    truncatedFrom = 0;
    appended = new ArrayList<>();
    return effect;
  }
}
