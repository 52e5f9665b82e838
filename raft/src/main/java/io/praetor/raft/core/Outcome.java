// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.Leader;
import org.jspecify.annotations.Nullable;

/// How a request ended. Only `Committed` and `ReadReady` are successes.
public sealed interface Outcome {
  /// In the log at `index` on a majority of disks.
  record Committed(long index) implements Outcome {}

  /// Leadership was confirmed after the request; a read is up to date once `index` is applied.
  record ReadReady(long index) implements Outcome {}

  /// The target of a leadership transfer, or someone else, has taken over.
  record Transferred() implements Outcome {}

  /// Not in the log.
  record NotLeader(@Nullable Leader leader) implements Outcome {}

  /// In the log, but a later leader decides whether it stays.
  record LeadershipLost() implements Outcome {}

  /// Not in the log: the leader is handing over.
  record TransferInProgress() implements Outcome {}

  /// Not in the log: not possible as asked.
  record Rejected(String reason) implements Outcome {}
}
