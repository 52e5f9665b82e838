// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationState;
import io.praetor.raft.ServerId;
import io.praetor.raft.SnapshotMeta;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Leads one term: takes proposals, replicates them, commits what a majority holds, proves its
/// leadership to readers.
final class LeaderRole extends Role {
  /// A tick that is late by this part of the lease timeout tells of a stop.
  private static final int STALL_PART = 4;

  /// However often it is stopped, it leads no longer than so many election timeouts unheard.
  private static final int MOST_TIMEOUTS = 2;

  private record Pending(ProposalId id, long index) {}

  private record Reading(ProposalId id, long round) {}

  private final Map<ServerId, Progress> followers = new LinkedHashMap<>();
  private final Deque<Pending> proposals = new ArrayDeque<>();
  private final Deque<Reading> reads = new ArrayDeque<>();
  private final Rounds rounds = new Rounds();
  private final Replication replication;
  private final Departures departures = new Departures();

  /// The index of this term's first entry, or of the first one after a restored state. Nothing is
  /// known to be committed in this term before it is, and nobody may read before that.
  private long termStartIndex;

  private long heartbeatAtNanos;

  /// Since when this server has run without a stop of its own. While it was stopped (by a collection
  /// of its memory, by a machine with too much to do) it could hear nobody, which says nothing about
  /// the others.
  private long awakeSinceNanos;

  private @Nullable Transfer transfer;
  private final StateRestore restore;

  /// Once another server was told to stand, its election may succeed at any time, even if this
  /// server has given up on it and carries on. So the lease is gone for the rest of the term;
  /// reads then ask a majority.
  private boolean leaseGivenUp;

  LeaderRole(Replica replica) {
    super(replica);
    this.termStartIndex = replica.log.lastIndex() + 1;
    this.replication = new Replication(replica, rounds);
    this.restore = new StateRestore(replica);
  }

  @Override
  String label() {
    return "Leader";
  }

  /// Entries of earlier terms are committed only by way of one of this term (section 5.4.2), hence
  /// the noop.
  void start() {
    configurationChanged();
    replica.appendOwn(EntryType.NOOP, Entry.NO_BYTES, Entry.NO_BYTES);
    beginRound();
    replicate();
    if (replica.faults.countsOwnUndurable()) {
      advanceCommit();
    }
  }

  @Override
  void configurationChanged() {
    List<ServerId> peers = replica.configuration().peersOf(replica.self);
    departures.changed(List.copyOf(followers.keySet()), peers, replica);
    for (ServerId peer : peers) {
      followers.computeIfAbsent(
          peer, added -> new Progress(replica.log.lastIndex() + 1, replica.nowNanos));
    }
  }

  @Override
  long wakeAtNanos() {
    long wake = Math.min(heartbeatAtNanos, stepDownAtNanos());
    return transfer == null ? wake : Math.min(wake, transfer.deadlineNanos());
  }

  @Override
  void tick() {
    if (replica.nowNanos - heartbeatAtNanos >= replica.options.leaseTimeoutNanos() / STALL_PART) {
      awakeSinceNanos = replica.nowNanos;
    }
    if (replica.nowNanos >= heartbeatAtNanos) {
      long patience = replica.options.electionTimeoutNanos();
      followers.values().forEach(one -> one.recoverIfStalled(replica.nowNanos, patience));
      followers
          .entrySet()
          .removeIf(
              one -> departures.isOver(one.getKey(), one.getValue().match(), replica.nowNanos));
      beginRound();
      replicate();
    }
    if (transfer != null && replica.nowNanos >= transfer.deadlineNanos()) {
      replica.complete(transfer.id(), new Outcome.Rejected("leadership transfer timeout"));
      transfer = null;
    }
    if (replica.nowNanos >= stepDownAtNanos()) {
      replica.becomeFollower(replica.term(), null);
    }
  }

  // Proposals.

  @Override
  void propose(List<Proposal> batch) {
    for (Proposal proposal : batch) {
      if (transfer != null) {
        replica.complete(proposal.id(), new Outcome.TransferInProgress());
      } else if (restore.isUnderWay()) {
        replica.complete(proposal.id(), new Outcome.Rejected(StateRestore.REFUSAL));
      } else {
        Entry entry = replica.appendOwn(proposal.type(), proposal.data(), proposal.extensions());
        proposals.addLast(new Pending(proposal.id(), entry.index()));
      }
    }
    replicate();
    if (replica.faults.countsOwnUndurable()) {
      advanceCommit();
    }
  }

  @Override
  void persisted() {
    advanceCommit();
  }

  private void advanceCommit() {
    long majority = majorityOf(Progress::match, ownMatch());
    boolean ownTerm = majority >= termStartIndex || replica.faults.commitsEarlierTermsByCount();
    if (majority <= replica.commitIndex || !ownTerm) {
      return;
    }
    replica.commitTo(majority);
    while (!proposals.isEmpty() && proposals.getFirst().index <= majority) {
      Pending done = proposals.removeFirst();
      replica.complete(done.id, new Outcome.Committed(done.index));
    }
    ConfigurationState latest = replica.configurations.latestState();
    replicate();
    if (latest.index() <= majority && !latest.configuration().isVoter(replica.self)) {
      // It has led its own removal, or the loss of its vote, to the end.
      replica.becomeFollower(replica.term(), null);
    }
  }

  private long ownMatch() {
    return replica.faults.countsOwnUndurable()
        ? replica.log.lastIndex()
        : replica.log.durableIndex();
  }

  // Followers.

  private void replicate() {
    followers.forEach(replication::sendTo);
  }

  @Override
  void appendAnswered(ServerId from, Message.AppendResponse answer) {
    Progress follower = followers.get(from);
    if (follower == null || answer.term() != replica.term()) {
      return;
    }
    follower.heard(answer.round(), replica.nowNanos);
    boolean moved = false;
    if (answer.success()) {
      moved = follower.accepted(answer.matchIndex(), replica.nowNanos);
    } else {
      follower.refused(answer.prevIndex(), answer.lastLog());
    }
    if (departures.isOver(from, follower.match(), replica.nowNanos)) {
      followers.remove(from);
      return;
    }
    if (moved) {
      advanceCommit();
    }
    if (replica.role() == this) {
      replication.sendTo(from, follower);
      pursueTransfer();
      roundsAnswered();
    }
  }

  @Override
  void heartbeatAnswered(ServerId from, Message.HeartbeatResponse answer) {
    Progress follower = followers.get(from);
    if (follower != null && answer.term() == replica.term()) {
      follower.heard(answer.round(), replica.nowNanos);
      roundsAnswered();
    }
  }

  @Override
  void snapshotAnswered(ServerId from, Message.InstallSnapshotResponse answer) {
    Progress follower = followers.get(from);
    if (follower == null
        || answer.term() != replica.term()
        || follower.mode() != Progress.Mode.SNAPSHOT) {
      return;
    }
    follower.heard(0, replica.nowNanos);
    follower.lost();
    if (answer.success()) {
      follower.accepted(answer.index(), replica.nowNanos);
      advanceCommit();
    }
    if (replica.role() == this) {
      replication.sendTo(from, follower);
    }
  }

  @Override
  void unreachable(ServerId peer) {
    Progress follower = followers.get(peer);
    if (follower != null) {
      // Nothing is sent at once: the next heartbeat tries again, which is pace enough for a dead
      // peer.
      follower.lost();
    }
  }

  // Reads and the lease.

  @Override
  void read(ProposalId id) {
    if (replica.faults.readsWithoutQuorum()) {
      replica.complete(id, new Outcome.ReadReady(replica.commitIndex));
      return;
    }
    reads.addLast(new Reading(id, rounds.last() + 1));
    if (rounds.confirmed() == rounds.last()) {
      beginRound();
    }
  }

  /// Everyone who answers this proves that no one else led when it began. Reads that arrive while
  /// it is under way wait for the next one together.
  private void beginRound() {
    long round = rounds.begin(replica.nowNanos);
    heartbeatAtNanos = replica.nowNanos + replica.jitter(replica.options.heartbeatNanos());
    Message heartbeat = new Message.Heartbeat(replica.term(), round);
    followers.keySet().forEach(peer -> replica.send(peer, heartbeat));
    roundsAnswered();
  }

  private void roundsAnswered() {
    if (!rounds.confirm(majorityOf(Progress::round, rounds.last()))) {
      return;
    }
    // An index below the term's first entry could miss writes that an earlier leader acknowledged.
    long index = Math.max(replica.commitIndex, termStartIndex);
    while (!reads.isEmpty() && reads.getFirst().round <= rounds.confirmed()) {
      replica.complete(reads.removeFirst().id, new Outcome.ReadReady(index));
    }
    if (!reads.isEmpty() && rounds.confirmed() == rounds.last()) {
      beginRound();
    }
  }

  /// Until when no other server can have been elected: whoever answered keeps quiet for longer, see
  /// [CoreOptions#suspectedNanos].
  long leaseUntilNanos() {
    if (replica.isSoleVoter()) {
      return Long.MAX_VALUE;
    }
    boolean given = leaseGivenUp && !replica.faults.keepsLeaseInTransfer();
    boolean caughtUp = replica.applyFlow.appliedIndex() >= termStartIndex;
    return given || !rounds.anyConfirmed() || !caughtUp
        ? replica.nowNanos
        : rounds.confirmedNanos() + replica.options.readLeaseNanos();
  }

  private long stepDownAtNanos() {
    long heard = quorumHeardNanos();
    long patient = Math.max(heard, awakeSinceNanos) + replica.options.leaseTimeoutNanos();
    return Math.min(patient, heard + MOST_TIMEOUTS * replica.options.electionTimeoutNanos());
  }

  private long quorumHeardNanos() {
    return majorityOf(Progress::heardNanos, replica.nowNanos);
  }

  /// What a majority of the voters has reached, when this server itself has reached `own`.
  private long majorityOf(ToLongFunction<Progress> of, long own) {
    Configuration configuration = replica.configuration();
    long[] values =
        configuration.voters().stream()
            .mapToLong(
                id -> {
                  Progress follower = followers.get(id);
                  return follower == null ? own : of.applyAsLong(follower);
                })
            .toArray();
    return Majority.reached(values);
  }

  // Membership and transfer.

  @Override
  void changeConfiguration(Input.ChangeConfiguration request) {
    ConfigurationState latest = replica.configurations.latestState();
    String objection = objectionTo(request, latest);
    if (transfer != null) {
      replica.complete(request.id(), new Outcome.TransferInProgress());
      return;
    }
    if (objection != null) {
      replica.complete(request.id(), new Outcome.Rejected(objection));
      return;
    }
    Configuration next;
    try {
      next = ConfigurationRules.apply(latest.configuration(), request.change());
    } catch (IllegalArgumentException e) {
      replica.complete(request.id(), new Outcome.Rejected(String.valueOf(e.getMessage())));
      return;
    }
    byte[] data = ConfigurationCodec.encode(next);
    Entry entry = replica.appendOwn(EntryType.CONFIGURATION, data, Entry.NO_BYTES);
    proposals.addLast(new Pending(request.id(), entry.index()));
    replicate();
    advanceCommit();
  }

  /// One change at a time, and none before this term has committed something: only then do the
  /// majorities of consecutive configurations overlap also across terms.
  private @Nullable String objectionTo(
      Input.ChangeConfiguration request, ConfigurationState latest) {
    if (restore.isUnderWay()) {
      return StateRestore.REFUSAL;
    }
    if (replica.faults.changesMembersEarly()) {
      return null;
    }
    if (latest.index() > replica.commitIndex || replica.commitIndex < termStartIndex) {
      return "another configuration change is under way";
    }
    return request.previousIndex() > 0 && request.previousIndex() != latest.index()
        ? "configuration changed since %d (latest is %d)"
            .formatted(request.previousIndex(), latest.index())
        : null;
  }

  @Override
  void transferLeadership(Input.TransferLeadership request) {
    if (transfer != null) {
      replica.complete(request.id(), new Outcome.TransferInProgress());
      return;
    }
    if (restore.isUnderWay()) {
      replica.complete(request.id(), new Outcome.Rejected(StateRestore.REFUSAL));
      return;
    }
    ServerId target = request.target() == null ? bestFollower() : request.target();
    if (target == null || !followers.containsKey(target) || departures.contains(target)) {
      replica.complete(request.id(), new Outcome.Rejected("cannot find peer"));
      return;
    }
    if (!replica.configuration().isVoter(target)) {
      replica.complete(request.id(), new Outcome.Rejected("the target is not a voter"));
      return;
    }
    transfer =
        new Transfer(
            request.id(), target, replica.nowNanos + replica.options.electionTimeoutNanos());
    pursueTransfer();
  }

  private @Nullable ServerId bestFollower() {
    ServerId best = null;
    long most = -1;
    for (ServerId voter : replica.configuration().voters()) {
      Progress follower = followers.get(voter);
      if (follower != null && follower.match() > most) {
        most = follower.match();
        best = voter;
      }
    }
    return best;
  }

  /// The target is told once it holds everything, which it soon does since nothing new is taken.
  private void pursueTransfer() {
    Transfer current = transfer;
    if (current == null || current.told()) {
      return;
    }
    Progress follower = followers.get(current.target());
    if (follower != null && follower.match() == replica.log.lastIndex()) {
      leaseGivenUp = true;
      transfer = current.afterTelling();
      replica.send(current.target(), new Message.TimeoutNow(replica.term()));
    }
  }

  // Restoring a saved state.

  @Override
  void restoreState(Input.RestoreState request) {
    restore.ask(request, transfer != null);
  }

  @Override
  void applied() {
    restore.pursue();
  }

  /// The saved state is this server's. The followers lack the index before the log's new beginning,
  /// so they are sent the whole of it.
  void stateRestored(SnapshotMeta meta) {
    ProposalId asked = restore.finish(meta);
    Entry entry = replica.appendOwn(EntryType.NOOP, Entry.NO_BYTES, Entry.NO_BYTES);
    if (!replica.faults.readsRestoredStateEarly()) {
      termStartIndex = entry.index();
    }
    proposals.addLast(new Pending(asked, entry.index()));
    replicate();
    advanceCommit();
  }

  /// What is in the log may or may not survive; reads have surely not happened.
  @Override
  void leave() {
    restore.abandon();
    proposals.forEach(one -> replica.complete(one.id, new Outcome.LeadershipLost()));
    reads.forEach(one -> replica.complete(one.id, new Outcome.NotLeader(null)));
    if (transfer != null) {
      replica.complete(transfer.id(), new Outcome.Transferred());
    }
  }
}
