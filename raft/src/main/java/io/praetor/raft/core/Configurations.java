// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationState;
import java.util.ArrayDeque;
import java.util.Deque;

/// The configurations in the log. The latest one rules as soon as it is appended, committed or
/// not; a truncation brings the one before it back.
final class Configurations {
  private final Deque<ConfigurationState> history = new ArrayDeque<>();

  Configurations(Recovered recovered) {
    history.addLast(
        recovered.snapshot() == null
            ? ConfigurationState.NONE
            : recovered.snapshot().configuration());
    recovered.configurations().forEach(this::append);
  }

  Configuration latest() {
    return history.getLast().configuration();
  }

  ConfigurationState latestState() {
    return history.getLast();
  }

  void append(ConfigurationState state) {
    if (state.index() > history.getLast().index()) {
      history.addLast(state);
    }
  }

  /// Answers whether the latest configuration is another one now.
  boolean truncateFrom(long index) {
    boolean changed = false;
    while (history.size() > 1 && history.getLast().index() >= index) {
      history.removeLast();
      changed = true;
    }
    return changed;
  }

  /// Forgets configurations that no truncation can bring back.
  void committedTo(long index) {
    while (history.size() > 1) {
      ConfigurationState first = history.removeFirst();
      if (history.getFirst().index() > index) {
        history.addFirst(first);
        return;
      }
    }
  }

  /// A snapshot from the leader replaces everything that is not after it.
  void replaceBy(ConfigurationState state, long snapshotIndex, boolean keepLater) {
    if (!keepLater) {
      history.clear();
    }
    history.removeIf(known -> known.index() <= snapshotIndex);
    history.addFirst(state);
  }
}
