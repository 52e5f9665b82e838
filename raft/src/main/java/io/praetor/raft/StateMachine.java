// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// What the log is applied to. All methods are called by the one apply thread, never two at a
/// time, in the order of the log. `apply` must be a function of its arguments and the state alone
/// (no clock, no randomness), so that every server ends with the same tables. An exception from it
/// stops the server: carrying on would fork the state.
public interface StateMachine {
  /// Applies one command (a type byte and its body) and answers what its proposer gets.
  @Nullable Object apply(long index, long term, byte[] command);

  /// As above for an entry that carries extension bytes, which hold the piece number of a command
  /// that was cut up. Without this method's own meaning for them they are ignored.
  default @Nullable Object apply(long index, long term, byte[] command, byte[] extensions) {
    return apply(index, term, command);
  }

  /// Told of entries that are not commands (a new leader's noop, barriers, configurations), so
  /// that the state can follow the applied index and notice a new term.
  default void skip(long index, long term) {}

  /// An immutable picture of the state as of now. Must return at once: it is called between two
  /// entries, and the bytes are pulled from it later on another thread while newer entries are
  /// applied.
  SnapshotSource snapshot();

  /// Replaces the whole state by a snapshot's. On an exception the server stops with the old files
  /// untouched.
  void restore(InputStream state, long index, long term) throws IOException;
}
