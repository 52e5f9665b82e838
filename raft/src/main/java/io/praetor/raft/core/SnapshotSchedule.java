// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.SnapshotPolicy;
import org.jspecify.annotations.Nullable;

/// When to take a snapshot of one's own, and how much log to keep behind it.
final class SnapshotSchedule {
  private final Replica replica;
  private SnapshotPolicy policy;
  private @Nullable SnapshotMeta latest;
  private long checkAtNanos;
  private boolean asked;

  SnapshotSchedule(Replica replica, @Nullable SnapshotMeta latest) {
    this.replica = replica;
    this.latest = latest;
    CoreOptions options = replica.options;
    this.policy =
        new SnapshotPolicy(
            options.snapshotThreshold(), options.snapshotIntervalNanos(), options.trailingLogs());
    postpone();
  }

  /// A shorter interval begins at once.
  void change(SnapshotPolicy changed) {
    policy = changed;
    postpone();
  }

  @Nullable SnapshotMeta latest() {
    return latest;
  }

  long wakeAtNanos() {
    return checkAtNanos;
  }

  void tick() {
    if (replica.nowNanos < checkAtNanos) {
      return;
    }
    postpone();
    long covered = latest == null ? 0 : latest.index();
    if (!asked
        && !replica.footing.isProvisional()
        && replica.log.lastIndex() - covered >= policy.threshold()) {
      asked = true;
      replica.outbox.add(new Effect.TakeSnapshot());
    }
  }

  void failed() {
    asked = false;
  }

  /// Entries behind the snapshot are kept for followers that lag a little, so that they need no
  /// whole snapshot.
  void taken(SnapshotMeta meta) {
    asked = false;
    if (latest != null && meta.index() <= latest.index()) {
      return;
    }
    latest = meta;
    if (replica.footing.isProvisional()) {
      return; // What was before may be needed again.
    }
    long keepAfter = replica.log.lastIndex() - policy.trailingLogs();
    long drop = Math.min(meta.index(), keepAfter);
    if (drop > replica.log.compactedIndex()) {
      replica.log.compactTo(drop);
      replica.outbox.add(new Effect.Compact(drop));
    }
  }

  void restored(SnapshotMeta meta) {
    latest = meta;
  }

  /// Servers that started together should not write their snapshots together.
  private void postpone() {
    checkAtNanos = replica.nowNanos + replica.jitter(policy.intervalNanos());
  }
}
