// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.SnapshotMeta;
import org.jspecify.annotations.Nullable;

/// How a leader puts a saved state in the place of the cluster's. It begins when nothing is in
/// flight, so that no proposal's fate is left open, and the leader takes nothing new until it is
/// done. What it has then is provisional until a majority has it too: see [Footing].
final class StateRestore {
  static final String REFUSAL = "a snapshot is being restored";

  private final Replica replica;
  private Input.@Nullable RestoreState wanted;

  StateRestore(Replica replica) {
    this.replica = replica;
  }

  boolean isUnderWay() {
    return wanted != null;
  }

  void ask(Input.RestoreState request, boolean busy) {
    boolean unsettled = replica.configurations.latestState().index() > replica.commitIndex;
    if (busy
        || unsettled
        || wanted != null
        || replica.restoring != null
        || replica.footing.isProvisional()) {
      replica.outbox.add(new Effect.DiscardSnapshot(request.handle()));
      replica.complete(request.id(), new Outcome.Rejected("another change is under way"));
      return;
    }
    wanted = request;
    pursue();
  }

  /// To be called whenever more is applied.
  void pursue() {
    Input.RestoreState request = wanted;
    long last = replica.log.lastIndex();
    if (request == null || replica.restoring != null || replica.applyFlow.appliedIndex() < last) {
      return;
    }
    SnapshotMeta meta =
        new SnapshotMeta(
            "restored",
            Math.max(last, request.above()) + 1,
            replica.term(),
            replica.configurations.latestState(),
            0);
    replica.restoring = meta;
    replica.applyFlow.pause();
    replica.outbox.add(new Effect.RestoreSnapshot(meta, request.handle()));
  }

  /// The state machine has the state; the log begins anew after it. Answers who asked for it.
  ProposalId finish(SnapshotMeta meta) {
    Input.RestoreState done = wanted;
    if (done == null) {
      throw new IllegalStateException("no saved state was to be restored");
    }
    wanted = null;
    replica.stand(meta);
    return done.id();
  }

  /// The server leads no more.
  void abandon() {
    Input.RestoreState unfinished = wanted;
    if (unfinished == null) {
      return;
    }
    wanted = null;
    if (replica.restoring == null) {
      replica.outbox.add(new Effect.DiscardSnapshot(unfinished.handle()));
    }
    replica.complete(unfinished.id(), new Outcome.LeadershipLost());
  }
}
