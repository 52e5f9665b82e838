// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ServerId;
import java.util.List;

/// What a server presently is. A role holds the fields that make sense only in it and is thrown
/// away with them. The defaults here are what everyone but the leader, or everyone but a
/// candidate, does.
abstract sealed class Role permits Follower, Candidate, LeaderRole {
  final Replica replica;

  Role(Replica replica) {
    this.replica = replica;
  }

  /// Consul's word for the role.
  abstract String label();

  abstract long wakeAtNanos();

  /// The time may have come.
  abstract void tick();

  /// More of what was handed to the disk is durable.
  void persisted() {}

  /// The latest configuration is another one.
  void configurationChanged() {}

  /// Another role takes over, within the same step.
  void leave() {}

  void preVoteAnswered(ServerId from, Message.PreVoteResponse answer) {}

  void voteAnswered(ServerId from, Message.VoteResponse answer) {}

  void appendAnswered(ServerId from, Message.AppendResponse answer) {}

  void heartbeatAnswered(ServerId from, Message.HeartbeatResponse answer) {}

  void snapshotAnswered(ServerId from, Message.InstallSnapshotResponse answer) {}

  void unreachable(ServerId peer) {}

  void connectionLost(ServerId peer) {}

  void refused(ServerId peer) {}

  void timeoutNow(ServerId from) {}

  void propose(List<Proposal> proposals) {
    for (Proposal proposal : proposals) {
      refuse(proposal.id());
    }
  }

  void read(ProposalId id) {
    refuse(id);
  }

  void changeConfiguration(Input.ChangeConfiguration request) {
    refuse(request.id());
  }

  void transferLeadership(Input.TransferLeadership request) {
    refuse(request.id());
  }

  void restoreState(Input.RestoreState request) {
    replica.outbox.add(new Effect.DiscardSnapshot(request.handle()));
    refuse(request.id());
  }

  /// The state machine has applied more.
  void applied() {}

  private void refuse(ProposalId id) {
    replica.complete(id, new Outcome.NotLeader(replica.leader()));
  }
}
