// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ServerId;
import io.praetor.raft.SnapshotMeta;
import org.jspecify.annotations.Nullable;

/// A follower's side of receiving a snapshot. Its bytes are on disk already when the core hears of
/// it; the core decides whether to use it, waits for the restore, and only then cuts the log.
final class SnapshotInstall {
  private record Running(ServerId from, Message.InstallSnapshot request) {}

  private final Replica replica;
  private final SnapshotSchedule schedule;
  private @Nullable Running running;

  SnapshotInstall(Replica replica, SnapshotSchedule schedule) {
    this.replica = replica;
    this.schedule = schedule;
  }

  void receive(ServerId from, Message.InstallSnapshot request) {
    SnapshotMeta meta = request.meta();
    if (running != null) {
      replica.outbox.add(new Effect.DiscardSnapshot(request.handle()));
      answer(from, false, 0);
    } else if (replica.footing.isContradicted(request.term(), meta.index(), meta.term())
        && !replica.faults.keepsWhatWasGivenUp()) {
      replica.outbox.add(new Effect.DiscardSnapshot(request.handle()));
      replica.withdrawFooting();
    } else if (meta.index() <= replica.commitIndex) {
      replica.outbox.add(new Effect.DiscardSnapshot(request.handle()));
      answer(from, true, meta.index());
    } else {
      running = new Running(from, request);
      replica.applyFlow.pause();
      replica.outbox.add(new Effect.RestoreSnapshot(meta, request.handle()));
    }
  }

  void refuse(ServerId from, Message.InstallSnapshot request) {
    replica.outbox.add(new Effect.DiscardSnapshot(request.handle()));
    answer(from, false, 0);
  }

  /// The snapshot is now the state. What the log holds after it stays if the log agrees with it,
  /// else all of it goes.
  void restored(SnapshotMeta meta) {
    Running done = running;
    if (done == null || !done.request.meta().equals(meta)) {
      throw new IllegalStateException("snapshot " + meta.id() + " was not asked for");
    }
    running = null;
    RaftLog log = replica.log;
    boolean agrees = meta.index() <= log.lastIndex() && log.agreesAt(meta.index(), meta.term());
    if (!agrees && replica.term() > done.request.term()) {
      // Whether the leader of the new term has it too cannot be told, and it may have sent what
      // cannot follow it.
      replica.withdraw(meta);
      return;
    }
    if (agrees) {
      log.compactTo(meta.index());
      replica.footing.committedTo(meta.index());
      replica.outbox.add(new Effect.ConfirmSnapshot(meta));
      replica.configurations.replaceBy(meta.configuration(), meta.index(), true);
      replica.commitIndex = Math.max(replica.commitIndex, meta.index());
      replica.applyFlow.restoredTo(meta.index());
    } else {
      replica.stand(meta);
    }
    schedule.restored(meta);
    replica.role().configurationChanged();
    answer(done.from, true, meta.index());
  }

  private void answer(ServerId to, boolean success, long index) {
    replica.sendWhenDurable(
        to, new Message.InstallSnapshotResponse(replica.term(), success, index));
  }
}
