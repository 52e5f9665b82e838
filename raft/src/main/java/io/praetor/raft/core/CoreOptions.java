// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

/// Times and limits. The defaults are Consul's, whose times grow with `raft_multiplier`.
public record CoreOptions(
    long electionTimeoutNanos,
    long leaseTimeoutNanos,
    long heartbeatNanos,
    boolean preVote,
    int maxEntriesPerMessage,
    long maxBytesPerMessage,
    int maxInflightMessages,
    long maxApplyBytes,
    long tailBytes,
    long snapshotThreshold,
    long snapshotIntervalNanos,
    long trailingLogs) {
  private static final long MIB = 1L << 20;

  public CoreOptions {
    if (heartbeatNanos <= 0
        || leaseTimeoutNanos <= heartbeatNanos
        || electionTimeoutNanos < leaseTimeoutNanos) {
      throw new IllegalArgumentException("times must be: 0 < heartbeat < lease <= election");
    }
    if (maxEntriesPerMessage < 1 || maxInflightMessages < 1 || trailingLogs < 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  public static CoreOptions consul(int raftMultiplier) {
    if (raftMultiplier < 1 || raftMultiplier > 10) {
      throw new IllegalArgumentException("raft_multiplier must be between 1 and 10");
    }
    return new CoreOptions(
        SECONDS.toNanos(raftMultiplier),
        MILLISECONDS.toNanos(500L * raftMultiplier),
        MILLISECONDS.toNanos(100L * raftMultiplier),
        true,
        64,
        MIB,
        8,
        4 * MIB,
        16 * MIB,
        16384,
        SECONDS.toNanos(30),
        10240);
  }

  /// How long a leader answers reads on the word of a majority. Half of what makes it step down, so
  /// that its followers need not wait for that long when they have reason to think that it is dead.
  long readLeaseNanos() {
    return leaseTimeoutNanos / 2;
  }

  /// How long after its last word followers keep to a leader whose process seems to be gone. What
  /// seems so may be false, so no clock may run so much faster than the leader's that this ends
  /// before [#readLeaseNanos]: this allows for a rate of 1.6.
  long suspectedNanos() {
    return leaseTimeoutNanos / 5 * 4;
  }

  public CoreOptions withPreVote(boolean on) {
    return new CoreOptions(
        electionTimeoutNanos,
        leaseTimeoutNanos,
        heartbeatNanos,
        on,
        maxEntriesPerMessage,
        maxBytesPerMessage,
        maxInflightMessages,
        maxApplyBytes,
        tailBytes,
        snapshotThreshold,
        snapshotIntervalNanos,
        trailingLogs);
  }

  public CoreOptions withSnapshots(long threshold, long intervalNanos, long trailing) {
    return new CoreOptions(
        electionTimeoutNanos,
        leaseTimeoutNanos,
        heartbeatNanos,
        preVote,
        maxEntriesPerMessage,
        maxBytesPerMessage,
        maxInflightMessages,
        maxApplyBytes,
        tailBytes,
        threshold,
        intervalNanos,
        trailing);
  }

  public CoreOptions withMessages(int maxEntries, int maxInflight) {
    return new CoreOptions(
        electionTimeoutNanos,
        leaseTimeoutNanos,
        heartbeatNanos,
        preVote,
        maxEntries,
        maxBytesPerMessage,
        maxInflight,
        maxApplyBytes,
        tailBytes,
        snapshotThreshold,
        snapshotIntervalNanos,
        trailingLogs);
  }
}
