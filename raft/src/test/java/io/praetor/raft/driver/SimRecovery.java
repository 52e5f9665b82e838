// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.driver;

import io.praetor.raft.Configuration;
import io.praetor.raft.Snapshot;
import io.praetor.raft.StateMachine;
import io.praetor.raft.core.Recovered;
import io.praetor.raft.storage.LogStore;
import io.praetor.raft.storage.SnapshotStore;
import org.jspecify.annotations.Nullable;

/// Lets simulated servers start by the same code as real ones.
public record SimRecovery(@Nullable Snapshot snapshot, Recovered recovered) {
  public static SimRecovery run(
      LogStore log, SnapshotStore snapshots, StateMachine machine, @Nullable Configuration first) {
    Recovery recovery = Recovery.run(log, snapshots, machine, first);
    return new SimRecovery(recovery.snapshot(), recovery.recovered());
  }
}
