// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ServerId;

/// A leadership transfer under way. Until its deadline the leader takes no proposals.
record Transfer(ProposalId id, ServerId target, long deadlineNanos, boolean told) {
  Transfer(ProposalId id, ServerId target, long deadlineNanos) {
    this(id, target, deadlineNanos, false);
  }

  Transfer afterTelling() {
    return new Transfer(id, target, deadlineNanos, true);
  }
}
