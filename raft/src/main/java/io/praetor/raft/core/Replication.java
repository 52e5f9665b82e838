// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ServerId;
import java.util.List;

/// Decides what to send to one follower next.
final class Replication {
  private final Replica replica;
  private final Rounds rounds;

  Replication(Replica replica, Rounds rounds) {
    this.replica = replica;
    this.rounds = rounds;
  }

  /// Sends as much as the follower's flow control allows; an empty request only to probe or to
  /// tell the commit index.
  void sendTo(ServerId peer, Progress follower) {
    RaftLog log = replica.log;
    while (follower.hasRoom(replica.options.maxInflightMessages())) {
      if (follower.next() <= log.compactedIndex()) {
        follower.awaitSnapshot();
        replica.outbox.add(new Effect.SendSnapshot(peer, replica.term()));
        return;
      }
      boolean caughtUp = follower.next() > log.lastIndex();
      boolean commitKnown = follower.sentCommit() >= replica.provenCommitIndex();
      if (follower.mode() == Progress.Mode.PIPELINE && caughtUp && commitKnown) {
        return;
      }
      long prevIndex = follower.next() - 1;
      List<Entry> entries =
          log.read(
              follower.next(),
              log.lastIndex(),
              replica.options.maxEntriesPerMessage(),
              replica.options.maxBytesPerMessage());
      replica.send(
          peer,
          new Message.AppendRequest(
              replica.term(),
              prevIndex,
              log.termAt(prevIndex),
              entries,
              replica.provenCommitIndex(),
              rounds.last()));
      follower.sent(entries.size(), replica.provenCommitIndex(), replica.nowNanos);
    }
  }
}
