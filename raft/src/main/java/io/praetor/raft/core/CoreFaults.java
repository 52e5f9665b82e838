// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

/// Known mistakes of raft implementations, none of them made. Tests override one at a time to show
/// that the simulation notices it; nothing outside this package can.
interface CoreFaults {
  CoreFaults NONE = new CoreFaults() {};

  /// Commits entries of earlier terms because a majority holds them.
  default boolean commitsEarlierTermsByCount() {
    return false;
  }

  /// Takes the leader's commit index for its own log before the two were compared.
  default boolean commitsBeforeComparing() {
    return false;
  }

  /// Drops everything after the previous entry of each request, also where the entries agree.
  default boolean truncatesWithoutConflict() {
    return false;
  }

  /// Grants votes without looking at the candidate's log.
  default boolean ignoresCandidateLog() {
    return false;
  }

  /// Grants any number of votes in one term.
  default boolean votesTwice() {
    return false;
  }

  /// Answers consistent reads without asking anyone.
  default boolean readsWithoutQuorum() {
    return false;
  }

  /// Grants votes although a leader was heard a moment ago.
  default boolean forgetsLeader() {
    return false;
  }

  /// Takes a leader for dead at once when a connection to it is refused.
  default boolean trustsAlarms() {
    return false;
  }

  /// Keeps its lease after it told another server to take over.
  default boolean keepsLeaseInTransfer() {
    return false;
  }

  /// Starts a membership change while another is not committed.
  default boolean changesMembersEarly() {
    return false;
  }

  /// Answers append requests before the entries are durable.
  default boolean answersBeforeDurable() {
    return false;
  }

  /// Counts itself as a replica before its own entries are durable.
  default boolean countsOwnUndurable() {
    return false;
  }

  /// Keeps a restored state that the cluster has gone on without.
  default boolean keepsWhatWasGivenUp() {
    return false;
  }

  /// Answers reads by a restored state before a majority has it.
  default boolean readsRestoredStateEarly() {
    return false;
  }

  /// Compares logs by length alone.
  default boolean comparesLengthOnly() {
    return false;
  }
}
