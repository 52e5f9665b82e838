// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ServerId;
import java.util.HashSet;
import java.util.Set;

/// Asks the voters for their votes: first whether it would win, without touching anyone's term,
/// then in earnest.
final class Candidate extends Role {
  enum Stage {
    PRE_VOTE,
    VOTE
  }

  private final Stage stage;
  private final boolean transfer;
  private final Set<ServerId> granted = new HashSet<>();
  private final long electionNanos;
  private final long ownVoteSequence;

  Candidate(Replica replica, Stage stage, boolean transfer) {
    super(replica);
    this.stage = stage;
    this.transfer = transfer;
    this.electionNanos = replica.nowNanos + replica.campaignNanos();
    this.ownVoteSequence = replica.pendingSequence();
  }

  @Override
  String label() {
    return "Candidate";
  }

  @Override
  long wakeAtNanos() {
    return electionNanos;
  }

  void start() {
    RaftLog log = replica.log;
    Message request =
        switch (stage) {
          case PRE_VOTE ->
              new Message.PreVoteRequest(replica.term() + 1, log.lastIndex(), log.lastTerm());
          case VOTE ->
              new Message.VoteRequest(replica.term(), log.lastIndex(), log.lastTerm(), transfer);
        };
    for (ServerId voter : replica.configuration().voters()) {
      if (!voter.equals(replica.self)) {
        replica.sendWhenDurable(voter, request);
      }
    }
    if (stage == Stage.PRE_VOTE) {
      count(replica.self);
    }
  }

  /// Its own vote counts, as any other, once it would survive a crash.
  @Override
  void persisted() {
    if (stage == Stage.VOTE && replica.durability.isDurable(ownVoteSequence)) {
      count(replica.self);
    }
  }

  @Override
  void tick() {
    if (replica.nowNanos < electionNanos) {
      return;
    }
    replica.campaignFailed();
    if (!replica.mayCampaign()) {
      replica.becomeFollower(replica.term(), null);
    } else if (replica.options.preVote()) {
      replica.becomePreCandidate();
    } else {
      replica.becomeCandidate(false);
    }
  }

  @Override
  void preVoteAnswered(ServerId from, Message.PreVoteResponse answer) {
    if (stage == Stage.PRE_VOTE && answer.granted() && answer.term() == replica.term() + 1) {
      count(from);
    }
  }

  @Override
  void voteAnswered(ServerId from, Message.VoteResponse answer) {
    if (stage == Stage.VOTE && answer.granted() && answer.term() == replica.term()) {
      count(from);
    }
  }

  private void count(ServerId voter) {
    granted.add(voter);
    long votes = replica.configuration().voters().stream().filter(granted::contains).count();
    if (votes >= Majority.of(replica.configuration().voters().size())) {
      switch (stage) {
        case PRE_VOTE -> replica.becomeCandidate(false);
        case VOTE -> replica.becomeLeader();
      }
    }
  }
}
