// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ConfigurationState;
import io.praetor.raft.Leader;
import io.praetor.raft.SnapshotMeta;
import org.jspecify.annotations.Nullable;

/// What a core looks like from outside after a step. `leaseUntilNanos` and `leaderHeardNanos` are
/// on the clock of the steps; the former is in the past when there is no lease.
public record CoreStatus(
    String role,
    boolean leads,
    @Nullable Leader leader,
    long term,
    long lastIndex,
    long lastTerm,
    long commitIndex,
    long appliedIndex,
    long leaseUntilNanos,
    boolean everHeardLeader,
    long leaderHeardNanos,
    @Nullable SnapshotMeta snapshot,
    ConfigurationState configuration) {}
