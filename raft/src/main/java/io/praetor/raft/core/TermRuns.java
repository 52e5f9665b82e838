// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import java.util.ArrayList;
import java.util.List;

/// The term of every index of the log, kept as runs: a log of millions of entries has a handful of
/// terms, so the core can compare logs without reading them. Used by the core's thread only.
final class TermRuns {
  private record Run(long firstIndex, long term) {}

  private final List<Run> runs = new ArrayList<>();

  /// `index` must follow the last one appended, and terms never go down along a log.
  void append(long index, long term) {
    if (!runs.isEmpty()) {
      Run last = runs.getLast();
      if (term < last.term || index <= last.firstIndex) {
        throw new IllegalStateException(
            "entry %d of term %d after term %d".formatted(index, term, last.term));
      }
      if (term == last.term) {
        return;
      }
    }
    runs.add(new Run(index, term));
  }

  /// `index` must be within the log.
  long termAt(long index) {
    return runs.get(runAt(index)).term;
  }

  /// The highest index, at most `index`, whose term is at most `term`; one below the first run if
  /// there is none.
  long lastIndexOfTermAtMost(long index, long term) {
    long candidate = index;
    for (int i = runAt(index); i >= 0 && runs.get(i).term > term; i--) {
      candidate = runs.get(i).firstIndex - 1;
    }
    return candidate;
  }

  void truncateFrom(long index) {
    while (!runs.isEmpty() && runs.getLast().firstIndex >= index) {
      runs.removeLast();
    }
  }

  /// Forgets everything below `index`, which becomes the first one known.
  void startAt(long index, long term) {
    while (runs.size() > 1 && runs.get(1).firstIndex <= index) {
      runs.removeFirst();
    }
    if (!runs.isEmpty() && runs.getFirst().firstIndex <= index) {
      runs.removeFirst();
    }
    runs.addFirst(new Run(index, term));
    if (runs.size() > 1 && runs.get(1).term == term) {
      runs.remove(1);
    }
  }

  private int runAt(long index) {
    for (int i = runs.size() - 1; i >= 0; i--) {
      if (runs.get(i).firstIndex <= index) {
        return i;
      }
    }
    throw new IllegalArgumentException("no term known for index " + index);
  }
}
