// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

/// The known bugs that the simulation must notice: some inside the core, planted through
/// [CoreFaults], some in what surrounds it, planted by the simulation itself.
public enum Fault {
  NONE,
  // In the core.
  COMMITS_EARLIER_TERMS_BY_COUNT,
  COMMITS_BEFORE_COMPARING,
  TRUNCATES_WITHOUT_CONFLICT,
  IGNORES_CANDIDATE_LOG,
  COMPARES_LENGTH_ONLY,
  VOTES_TWICE,
  READS_WITHOUT_QUORUM,
  FORGETS_LEADER,
  TRUSTS_ALARMS,
  KEEPS_LEASE_IN_TRANSFER,
  CHANGES_MEMBERS_EARLY,
  ANSWERS_BEFORE_DURABLE,
  COUNTS_OWN_UNDURABLE,
  KEEPS_WHAT_WAS_GIVEN_UP,
  READS_RESTORED_STATE_EARLY,
  // Around it.
  DISK_LOSES_TERM_AND_VOTE,
  DISK_LIES_ABOUT_SYNC,
  DISK_FORGETS_TRUNCATION,
  SNAPSHOT_MISSES_LAST_ENTRY,
  RESTORED_SNAPSHOT_LEAVES_STATE;

  CoreFaults inCore() {
    return new CoreFaults() {
      @Override
      public boolean commitsEarlierTermsByCount() {
        return Fault.this == COMMITS_EARLIER_TERMS_BY_COUNT;
      }

      @Override
      public boolean commitsBeforeComparing() {
        return Fault.this == COMMITS_BEFORE_COMPARING;
      }

      @Override
      public boolean truncatesWithoutConflict() {
        return Fault.this == TRUNCATES_WITHOUT_CONFLICT;
      }

      @Override
      public boolean ignoresCandidateLog() {
        return Fault.this == IGNORES_CANDIDATE_LOG;
      }

      @Override
      public boolean comparesLengthOnly() {
        return Fault.this == COMPARES_LENGTH_ONLY;
      }

      @Override
      public boolean votesTwice() {
        return Fault.this == VOTES_TWICE;
      }

      @Override
      public boolean readsWithoutQuorum() {
        return Fault.this == READS_WITHOUT_QUORUM;
      }

      @Override
      public boolean forgetsLeader() {
        return Fault.this == FORGETS_LEADER;
      }

      @Override
      public boolean trustsAlarms() {
        return Fault.this == TRUSTS_ALARMS;
      }

      @Override
      public boolean keepsLeaseInTransfer() {
        return Fault.this == KEEPS_LEASE_IN_TRANSFER;
      }

      @Override
      public boolean changesMembersEarly() {
        return Fault.this == CHANGES_MEMBERS_EARLY;
      }

      @Override
      public boolean answersBeforeDurable() {
        return Fault.this == ANSWERS_BEFORE_DURABLE;
      }

      @Override
      public boolean keepsWhatWasGivenUp() {
        return Fault.this == KEEPS_WHAT_WAS_GIVEN_UP;
      }

      @Override
      public boolean readsRestoredStateEarly() {
        return Fault.this == READS_RESTORED_STATE_EARLY;
      }

      @Override
      public boolean countsOwnUndurable() {
        return Fault.this == COUNTS_OWN_UNDURABLE;
      }
    };
  }
}
