// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

/// When a server takes a snapshot of its state by itself, and how much of the log it keeps behind it.
/// May change while it runs, and differ between servers.
///
/// @param threshold entries behind the last snapshot that make a new one due
/// @param intervalNanos how often that is looked at, more or less
/// @param trailingLogs entries kept behind a snapshot for followers that lag
public record SnapshotPolicy(long threshold, long intervalNanos, long trailingLogs) {
  public SnapshotPolicy {
    if (intervalNanos <= 0 || trailingLogs < 0) {
      throw new IllegalArgumentException("the interval must be positive and nothing negative");
    }
  }
}
