// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

/// Something a caller wants in the log. Index, term and time are the leader's to give.
public record Proposal(ProposalId id, EntryType type, byte[] data, byte[] extensions) {
  public Proposal {
    if (type != EntryType.COMMAND && type != EntryType.BARRIER) {
      throw new IllegalArgumentException("callers may not propose a " + type);
    }
  }
}
