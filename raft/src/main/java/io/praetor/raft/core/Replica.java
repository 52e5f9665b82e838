// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationState;
import io.praetor.raft.Leader;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.SnapshotMeta;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The state that every role shares, and the changes of role. Belongs to one [RaftCore] and its
/// thread.  A server starts as follower. A follower that hears no leader for an election timeout
/// becomes a candidate of the pre-vote stage, asks whether it could win, and only then, as
/// candidate, raises the term. A majority makes it leader. Any message of a higher term makes it a
/// follower of that term; a leader that a majority does not answer steps down by itself.
final class Replica {
  /// The first campaign may take an eighth of an election timeout, or twice that.
  private static final int SHORTENINGS = 3;

  private static final int SUSPICION_SPREAD = 5;

  final ServerId self;
  final CoreOptions options;
  final CoreFaults faults;
  final RaftLog log;
  final Configurations configurations;
  final Durability durability = new Durability();
  final ApplyFlow applyFlow;
  final Footing footing;
  final Outbox outbox = new Outbox();
  private final RandomGenerator random;
  private final AppendStamp stamp;

  long nowNanos;
  long commitIndex;

  /// The saved state that this server, as a leader, is putting in the place of its own.
  @Nullable SnapshotMeta restoring;

  /// It waits to be started anew.
  boolean withdrawn;

  private long term;
  private @Nullable ServerId vote;
  private boolean hardStateChanged;
  private Role role;
  private @Nullable ServerId leaderId;
  private @Nullable Leader announced;
  private long announcedTerm = -1;

  /// When a leader was last heard; the start counts, because this server may have promised one
  /// before it crashed.
  private long leaderHeardNanos;

  private boolean everHeardLeader;

  /// The process of the leader that was last heard seems to be gone.
  private boolean leaderSuspected;

  /// Campaigns of this server that came to nothing since a leader was last heard.
  private int failedCampaigns;

  Replica(
      ServerId self,
      CoreOptions options,
      CoreFaults faults,
      Recovered recovered,
      LogReader reader,
      AppendStamp stamp,
      RandomGenerator random,
      long nowNanos) {
    this.self = self;
    this.options = options;
    this.faults = faults;
    this.random = random;
    this.stamp = stamp;
    this.nowNanos = nowNanos;
    this.leaderHeardNanos = nowNanos;
    this.term = recovered.hardState().term();
    this.vote = recovered.hardState().vote();
    this.log = new RaftLog(recovered, reader, options.tailBytes());
    this.configurations = new Configurations(recovered);
    long snapshotIndex = recovered.snapshot() == null ? 0 : recovered.snapshot().index();
    this.commitIndex = snapshotIndex;
    this.footing = new Footing(recovered);
    this.applyFlow = new ApplyFlow(log, options.maxApplyBytes(), snapshotIndex);
    this.role = new Follower(this, randomElectionNanos());
  }

  Role role() {
    return role;
  }

  long term() {
    return term;
  }

  @Nullable ServerId vote() {
    return vote;
  }

  Configuration configuration() {
    return configurations.latest();
  }

  @Nullable Leader leader() {
    ServerId id = leaderId;
    return id == null
        ? null
        : new Leader(id, configuration().server(id).map(Server::address).orElse(""));
  }

  @Nullable ServerId leaderId() {
    return leaderId;
  }

  long leaderHeardNanos() {
    return leaderHeardNanos;
  }

  boolean everHeardLeader() {
    return everHeardLeader;
  }

  /// So random that followers rarely stand up together.
  long randomElectionNanos() {
    return jitter(options.electionTimeoutNanos());
  }

  /// How long a campaign may take before the next one. Short at first, as a split vote is the usual
  /// reason and the chance of the next one decides; then longer, for those whose disks or networks
  /// need it.
  long campaignNanos() {
    return jitter(options.electionTimeoutNanos() >> Math.max(0, SHORTENINGS - failedCampaigns));
  }

  void campaignFailed() {
    failedCampaigns = Math.min(failedCampaigns + 1, SHORTENINGS);
  }

  /// Between one and two times `nanos`.
  long jitter(long nanos) {
    return nanos + random.nextLong(nanos);
  }

  boolean mayCampaign() {
    return configuration().isVoter(self);
  }

  /// Whether no other server's vote is needed.
  boolean isSoleVoter() {
    return mayCampaign() && configuration().voters().size() == 1;
  }

  /// A leader is alive as far as this server can tell, so an election that it does not want is a
  /// disturbance.
  boolean hearsLeader() {
    return !faults.forgetsLeader()
        && (role instanceof LeaderRole || nowNanos - leaderHeardNanos < loyaltyNanos());
  }

  private long loyaltyNanos() {
    return leaderSuspected ? suspectedNanos() : options.electionTimeoutNanos();
  }

  private long suspectedNanos() {
    return faults.trustsAlarms() ? 0 : options.suspectedNanos();
  }

  void suspectLeader() {
    leaderSuspected = true;
  }

  /// When this server may stand up against a leader that it suspects: others, which suspect it as
  /// well, rather not at the same time.
  long afterSuspicionNanos() {
    long spread = options.electionTimeoutNanos() / SUSPICION_SPREAD;
    return leaderHeardNanos + suspectedNanos() + random.nextLong(spread);
  }

  void heardLeader(ServerId id) {
    leaderHeardNanos = nowNanos;
    everHeardLeader = true;
    leaderSuspected = false;
    failedCampaigns = 0;
    leaderId = id;
  }

  void lostLeader() {
    leaderId = null;
  }

  // Changes of role.

  /// `leader` is null when the term alone is known.
  Follower becomeFollower(long newTerm, @Nullable ServerId leader) {
    if (newTerm < term) {
      throw new IllegalStateException("term " + newTerm + " is behind " + term);
    }
    if (newTerm > term) {
      setHardState(newTerm, null);
    }
    leaderId = leader;
    // Without a leader, whoever stood will stand again soon.
    Follower follower =
        new Follower(this, leader == null ? campaignNanos() : randomElectionNanos());
    become(follower);
    return follower;
  }

  void becomePreCandidate() {
    leaderId = null;
    become(new Candidate(this, Candidate.Stage.PRE_VOTE, false));
  }

  void becomeCandidate(boolean transfer) {
    leaderId = null;
    setHardState(term + 1, self);
    become(new Candidate(this, Candidate.Stage.VOTE, transfer));
  }

  void becomeLeader() {
    leaderId = self;
    failedCampaigns = 0;
    become(new LeaderRole(this));
  }

  private void become(Role next) {
    role.leave();
    role = next;
    if (next instanceof Candidate candidate) {
      candidate.start();
    } else if (next instanceof LeaderRole leader) {
      leader.start();
    }
  }

  void grantVote(ServerId candidate) {
    if (!candidate.equals(vote)) {
      setHardState(term, candidate);
    }
  }

  private void setHardState(long newTerm, @Nullable ServerId newVote) {
    term = newTerm;
    vote = newVote;
    hardStateChanged = true;
  }

  // The log.

  /// Appends an entry of this leader's own term.
  Entry appendOwn(EntryType type, byte[] data, byte[] extensions) {
    Entry entry = new Entry(log.lastIndex() + 1, term, type, data, extensions, stamp.at(nowNanos));
    append(entry);
    return entry;
  }

  void append(Entry entry) {
    log.append(entry);
    if (entry.type() == EntryType.CONFIGURATION) {
      configurations.append(
          new ConfigurationState(ConfigurationCodec.decode(entry.data()), entry.index()));
      role.configurationChanged();
    }
  }

  /// Ignored once this server is part of any cluster, or has voted in one.
  void bootstrap(Entry first) {
    if (log.lastIndex() == 0 && term == 0) {
      setHardState(first.term(), null);
      append(first);
    }
  }

  void truncateFrom(long index) {
    if (index <= commitIndex) {
      throw new IllegalStateException(
          "entry %d is committed (up to %d) and may not be dropped".formatted(index, commitIndex));
    }
    log.truncateFrom(index);
    durability.truncated(index);
    if (configurations.truncateFrom(index)) {
      role.configurationChanged();
    }
  }

  void commitTo(long index) {
    SnapshotMeta confirmed = footing.committedTo(index);
    if (confirmed != null) {
      outbox.add(new Effect.ConfirmSnapshot(confirmed));
    }
    if (index <= commitIndex) {
      return;
    }
    if (index > log.lastIndex()) {
      throw new IllegalStateException(
          "commit index %d is past the log's end %d".formatted(index, log.lastIndex()));
    }
    commitIndex = index;
    configurations.committedTo(index);
  }

  /// What others may be told to be committed. What this server has applied includes a provisional
  /// snapshot, about which it knows no more than they.
  long provenCommitIndex() {
    return footing.isProvisional() ? 0 : commitIndex;
  }

  /// A snapshot is the state now, and the log begins anew after it.
  void stand(SnapshotMeta snapshot) {
    log.replaceBy(snapshot.index(), snapshot.term());
    durability.truncated(1);
    footing.stand(snapshot);
    configurations.replaceBy(snapshot.configuration(), snapshot.index(), false);
    commitIndex = Math.max(commitIndex, snapshot.index());
    applyFlow.restoredTo(snapshot.index());
  }

  /// Gives up the snapshot that the log stands on, and what follows it.
  void withdrawFooting() {
    SnapshotMeta snapshot = footing.snapshot();
    withdrawn = true;
    outbox.add(new Effect.WithdrawSnapshot(snapshot, snapshot.index()));
  }

  /// Gives up a snapshot that has just been restored, for the log as it is.
  void withdraw(SnapshotMeta snapshot) {
    withdrawn = true;
    outbox.add(new Effect.WithdrawSnapshot(snapshot, 0));
  }

  // Effects.

  void send(ServerId to, Message message) {
    outbox.add(new Effect.Send(to, message));
  }

  /// Sends when everything that this server knows by now would survive a crash.
  void sendWhenDurable(ServerId to, Message message) {
    durability.sendAfter(pendingSequence(), to, message);
  }

  /// The number of the write that includes everything up to now.
  long pendingSequence() {
    return hardStateChanged || log.changed() ? durability.next() : durability.issued();
  }

  void complete(ProposalId id, Outcome outcome) {
    outbox.add(new Effect.Complete(id, outcome));
  }

  /// Ends a step: hands out what is committed, turns changes into one write, and lets go of what
  /// waited.
  void flush() {
    applyFlow.hand(commitIndex, outbox);
    if (hardStateChanged || log.changed()) {
      HardState hardState = hardStateChanged ? new HardState(term, vote) : null;
      hardStateChanged = false;
      outbox.addFirst(log.drain(durability.issue(log.lastIndex()), hardState));
    }
    durability.release(outbox);
    announceLeader();
  }

  private void announceLeader() {
    Leader leader = leader();
    if (term != announcedTerm || !Objects.equals(leader, announced)) {
      announced = leader;
      announcedTerm = term;
      outbox.add(new Effect.LeaderChanged(term, leader, role instanceof LeaderRole));
    }
  }
}
