// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ServerId;
import java.util.List;

/// Follows a leader, or waits for one. Also what non-voters always are.
final class Follower extends Role {
  private long electionNanos;
  private boolean probing;

  /// Waits `patienceNanos` for a leader.
  Follower(Replica replica, long patienceNanos) {
    super(replica);
    electionNanos = replica.nowNanos + patienceNanos;
  }

  @Override
  String label() {
    return "Follower";
  }

  @Override
  long wakeAtNanos() {
    return electionNanos;
  }

  /// A sole voter has nobody to wait for, so it stands up at the first tick.
  @Override
  void tick() {
    if (replica.nowNanos < electionNanos && !replica.isSoleVoter()) {
      return;
    }
    replica.lostLeader();
    if (!replica.mayCampaign()) {
      postpone();
    } else if (replica.options.preVote() && !replica.isSoleVoter()) {
      replica.becomePreCandidate();
    } else {
      replica.becomeCandidate(false);
    }
  }

  /// Having given its vote, a server leaves the candidate the time to win.
  void postpone() {
    electionNanos = replica.nowNanos + replica.randomElectionNanos();
  }

  /// Having approved of a candidate, it does not stand up beside it right away.
  void giveWay() {
    electionNanos = Math.max(electionNanos, replica.nowNanos + replica.campaignNanos());
  }

  @Override
  void connectionLost(ServerId peer) {
    if (peer.equals(replica.leaderId()) && !probing) {
      probing = true;
      replica.outbox.add(new Effect.Probe(peer));
    }
  }

  /// The leader's process seems to be gone, which is known much sooner than its silence would tell.
  /// It may still be alive, so its lease is waited for all the same.
  @Override
  void refused(ServerId peer) {
    if (peer.equals(replica.leaderId())) {
      replica.suspectLeader();
      electionNanos = Math.min(electionNanos, replica.afterSuspicionNanos());
    }
  }

  @Override
  void timeoutNow(ServerId from) {
    if (from.equals(replica.leaderId()) && replica.mayCampaign()) {
      replica.becomeCandidate(true);
    }
  }

  void heartbeat(ServerId from, Message.Heartbeat request) {
    heard(from);
    // Not held back for the disk: it claims no more than that this server hears the leader.
    replica.send(from, new Message.HeartbeatResponse(replica.term(), request.round()));
  }

  void append(ServerId from, Message.AppendRequest request) {
    heard(from);
    if (replica.footing.isContradicted(request.term(), request.prevIndex(), request.prevTerm())
        && !replica.faults.keepsWhatWasGivenUp()) {
      replica.withdrawFooting();
      return;
    }
    RaftLog log = replica.log;
    long lastBefore = log.lastIndex();
    if (replica.faults.commitsBeforeComparing()) {
      replica.commitTo(Math.min(request.commitIndex(), lastBefore));
    }
    if (!log.agreesAt(request.prevIndex(), request.prevTerm())) {
      long hint = log.agreementHint(request.prevIndex(), request.prevTerm());
      replica.send(
          from,
          new Message.AppendResponse(
              replica.term(), false, 0, request.prevIndex(), hint, request.round()));
      return;
    }
    replica.footing.agreed(request.term(), request.prevIndex());
    merge(request.entries());
    long compared = request.prevIndex() + request.entries().size();
    replica.commitTo(Math.min(request.commitIndex(), Math.min(compared, log.lastIndex())));
    Message answer =
        new Message.AppendResponse(
            replica.term(), true, compared, request.prevIndex(), lastBefore, request.round());
    if (replica.faults.answersBeforeDurable()) {
      replica.send(from, answer);
    } else {
      replica.sendWhenDurable(from, answer);
    }
  }

  /// Takes what is new. Entries that agree are passed over and never dropped: a request may be
  /// old, and what follows in our log may be acknowledged already.
  private void merge(List<Entry> entries) {
    RaftLog log = replica.log;
    boolean dropping = replica.faults.truncatesWithoutConflict();
    for (Entry entry : entries) {
      long index = entry.index();
      if (index <= replica.commitIndex) {
        continue; // Committed, so it agrees; it may even be compacted away.
      }
      if (index <= log.lastIndex()) {
        if (log.termAt(index) == entry.term() && !dropping) {
          continue;
        }
        replica.truncateFrom(index);
      }
      replica.append(entry);
    }
  }

  private void heard(ServerId from) {
    replica.heardLeader(from);
    probing = false;
    postpone();
  }

  /// A snapshot arrived or is being restored: the leader is alive.
  void heardBySnapshot(ServerId from) {
    heard(from);
  }
}
