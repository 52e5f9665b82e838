// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ServerId;

/// How votes are given, whatever the server's own role is (section 5.4.1 of the Raft paper, 9.6 of
/// the thesis for the pre-vote). Unlike Consul we do not ask whether the candidate is in our
/// configuration: ours may be the old one, and a server that was removed cannot have a complete
/// log unless it knows of its removal, and then it does not stand.
final class Voting {
  private final Replica replica;

  Voting(Replica replica) {
    this.replica = replica;
  }

  void answer(ServerId from, Message.PreVoteRequest request) {
    boolean granted =
        request.term() > replica.term()
            && !replica.hearsLeader()
            && isComplete(request.lastTerm(), request.lastIndex());
    if (granted && replica.role() instanceof Follower follower) {
      follower.giveWay();
    }
    replica.send(
        from, new Message.PreVoteResponse(granted ? request.term() : replica.term(), granted));
  }

  void answer(ServerId from, Message.VoteRequest request) {
    boolean disturbs = !request.transfer() && replica.hearsLeader();
    if (request.term() < replica.term() || disturbs) {
      replica.send(from, new Message.VoteResponse(replica.term(), false));
      return;
    }
    if (request.term() > replica.term()) {
      replica.becomeFollower(request.term(), null);
    }
    boolean free =
        replica.vote() == null || from.equals(replica.vote()) || replica.faults.votesTwice();
    boolean granted = free && isComplete(request.lastTerm(), request.lastIndex());
    if (granted) {
      replica.grantVote(from);
      if (replica.role() instanceof Follower follower) {
        follower.postpone();
      }
    }
    replica.sendWhenDurable(from, new Message.VoteResponse(replica.term(), granted));
  }

  /// Whether a log that ends so holds everything that may be committed in ours.
  private boolean isComplete(long lastTerm, long lastIndex) {
    RaftLog log = replica.log;
    if (replica.faults.ignoresCandidateLog()) {
      return true;
    }
    if (replica.faults.comparesLengthOnly()) {
      return lastIndex >= log.lastIndex();
    }
    return lastTerm > log.lastTerm()
        || (lastTerm == log.lastTerm() && lastIndex >= log.lastIndex());
  }
}
