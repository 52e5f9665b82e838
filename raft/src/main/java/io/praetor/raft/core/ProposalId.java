// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

/// Names a caller's request inside one driver, so that its outcome finds the way back.
public record ProposalId(long value) {}
