// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.Configuration;
import io.praetor.raft.ServerId;
import io.praetor.raft.SnapshotMeta;
import java.util.List;
import java.util.random.RandomGenerator;

/// One raft server as a pure state machine: fed one input at a time with the time of its arrival,
/// it answers with what must now be done. It decides, others act: the driver with threads, disks
/// and sockets, the simulation in memory. This class only routes; see [Replica] for the state, and
/// [Follower], [Candidate], [LeaderRole] for the rules. Not thread-safe.
public final class RaftCore {
  private final Replica replica;
  private final Voting voting;
  private final SnapshotSchedule snapshots;
  private final SnapshotInstall install;
  private long wakeAtNanos = Long.MAX_VALUE;

  /// `stamp` and `random` are the only windows to the outside, and a simulation makes both from
  /// its seed.
  public RaftCore(
      ServerId self,
      CoreOptions options,
      Recovered recovered,
      LogReader reader,
      AppendStamp stamp,
      RandomGenerator random,
      long nowNanos) {
    this(self, options, CoreFaults.NONE, recovered, reader, stamp, random, nowNanos);
  }

  RaftCore(
      ServerId self,
      CoreOptions options,
      CoreFaults faults,
      Recovered recovered,
      LogReader reader,
      AppendStamp stamp,
      RandomGenerator random,
      long nowNanos) {
    this.replica = new Replica(self, options, faults, recovered, reader, stamp, random, nowNanos);
    this.voting = new Voting(replica);
    this.snapshots = new SnapshotSchedule(replica, recovered.snapshot());
    this.install = new SnapshotInstall(replica, snapshots);
  }

  /// Takes one input and answers with its effects, to be carried out in this order. `nowNanos`
  /// never goes back.
  public List<Effect> step(Input input, long nowNanos) {
    if (replica.withdrawn) {
      return List.of();
    }
    replica.nowNanos = Math.max(replica.nowNanos, nowNanos);
    switch (input) {
      case Input.Tick() -> {
        replica.role().tick();
        snapshots.tick();
      }
      case Input.Receive(ServerId from, Message message) -> receive(from, message);
      case Input.Unreachable(ServerId peer) -> replica.role().unreachable(peer);
      case Input.ConnectionLost(ServerId peer) -> replica.role().connectionLost(peer);
      case Input.Refused(ServerId peer) -> replica.role().refused(peer);
      case Input.Persisted(long sequence) -> persisted(sequence);
      case Input.Applied(long index) -> {
        replica.applyFlow.applied(index);
        replica.role().applied();
      }
      case Input.Bootstrap(Entry first) -> replica.bootstrap(first);
      case Input.RestoreState restore -> replica.role().restoreState(restore);
      case Input.Propose(List<Proposal> proposals) -> replica.role().propose(proposals);
      case Input.Read(ProposalId id) -> replica.role().read(id);
      case Input.ChangeConfiguration change -> replica.role().changeConfiguration(change);
      case Input.TransferLeadership transfer -> replica.role().transferLeadership(transfer);
      case Input.ChangeSnapshotPolicy change -> snapshots.change(change.policy());
      case Input.SnapshotTaken taken -> snapshots.taken(taken.meta());
      case Input.SnapshotFailed() -> snapshots.failed();
      case Input.SnapshotRestored restored -> restored(restored.meta());
    }
    replica.flush();
    long wake = Math.min(replica.role().wakeAtNanos(), snapshots.wakeAtNanos());
    if (wake != wakeAtNanos) {
      wakeAtNanos = wake;
      replica.outbox.add(new Effect.Wake(wake));
    }
    return replica.outbox.drain();
  }

  /// The latest configuration, as of the last step.
  public Configuration configuration() {
    return replica.configuration();
  }

  public CoreStatus status() {
    Role role = replica.role();
    return new CoreStatus(
        role.label(),
        role instanceof LeaderRole,
        replica.leader(),
        replica.term(),
        replica.log.lastIndex(),
        replica.log.lastTerm(),
        replica.commitIndex,
        replica.applyFlow.appliedIndex(),
        role instanceof LeaderRole leader ? leader.leaseUntilNanos() : replica.nowNanos,
        replica.everHeardLeader(),
        replica.leaderHeardNanos(),
        snapshots.latest(),
        replica.configurations.latestState());
  }

  private void restored(SnapshotMeta meta) {
    if (!meta.equals(replica.restoring)) {
      install.restored(meta);
      return;
    }
    replica.restoring = null;
    if (replica.role() instanceof LeaderRole leader && meta.term() == replica.term()) {
      snapshots.restored(meta);
      leader.stateRestored(meta);
    } else {
      // Others lead by now, who do not have it.
      replica.withdraw(meta);
    }
  }

  private void persisted(long sequence) {
    long index = replica.durability.persisted(sequence);
    if (index >= 0) {
      replica.log.durableTo(index);
    }
    replica.role().persisted();
  }

  private void receive(ServerId from, Message message) {
    switch (message) {
      case Message.PreVoteRequest request -> voting.answer(from, request);
      case Message.VoteRequest request -> voting.answer(from, request);
      case Message.AppendRequest request -> {
        if (follows(from, request.term())) {
          follower(from, request.term()).append(from, request);
        } else {
          replica.send(
              from,
              new Message.AppendResponse(
                  replica.term(),
                  false,
                  0,
                  request.prevIndex(),
                  replica.log.lastIndex(),
                  request.round()));
        }
      }
      case Message.Heartbeat request -> {
        if (follows(from, request.term())) {
          follower(from, request.term()).heartbeat(from, request);
        } else {
          replica.send(from, new Message.HeartbeatResponse(replica.term(), request.round()));
        }
      }
      case Message.InstallSnapshot request -> {
        if (follows(from, request.term())) {
          follower(from, request.term()).heardBySnapshot(from);
          install.receive(from, request);
        } else {
          install.refuse(from, request);
        }
      }
      case Message.TimeoutNow(long term) -> {
        if (term == 0 || term == replica.term()) {
          replica.role().timeoutNow(from);
        }
      }
      case Message.PreVoteResponse answer -> {
        if (answer.granted() || isCurrent(answer.term())) {
          replica.role().preVoteAnswered(from, answer);
        }
      }
      case Message.VoteResponse answer -> {
        if (isCurrent(answer.term())) {
          replica.role().voteAnswered(from, answer);
        }
      }
      case Message.AppendResponse answer -> {
        if (isCurrent(answer.term())) {
          replica.role().appendAnswered(from, answer);
        }
      }
      case Message.HeartbeatResponse answer -> {
        if (isCurrent(answer.term())) {
          replica.role().heartbeatAnswered(from, answer);
        }
      }
      case Message.InstallSnapshotResponse answer -> {
        if (isCurrent(answer.term())) {
          replica.role().snapshotAnswered(from, answer);
        }
      }
    }
  }

  /// Whether a leader of that term is to be followed; an older one learns our term from the
  /// refusal.
  private boolean follows(ServerId from, long term) {
    if (term == replica.term() && replica.role() instanceof LeaderRole) {
      throw new IllegalStateException(
          "two leaders of term %d: %s and %s".formatted(term, replica.self, from));
    }
    return term >= replica.term();
  }

  private Follower follower(ServerId leader, long term) {
    return term == replica.term() && replica.role() instanceof Follower follower
        ? follower
        : replica.becomeFollower(term, leader);
  }

  /// Answers of a later term end whatever this server was doing in its own.
  private boolean isCurrent(long term) {
    if (term > replica.term()) {
      replica.becomeFollower(term, null);
      return false;
    }
    return true;
  }
}
