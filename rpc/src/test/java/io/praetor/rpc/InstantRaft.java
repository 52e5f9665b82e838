// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.raft.Applied;
import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationChange;
import io.praetor.raft.ConfigurationState;
import io.praetor.raft.Leader;
import io.praetor.raft.LeadershipListener;
import io.praetor.raft.ProposalFailure;
import io.praetor.raft.RaftNode;
import io.praetor.raft.RaftStats;
import io.praetor.raft.ServerId;
import io.praetor.raft.Snapshot;
import io.praetor.raft.StateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Raft as callers see it, with everything committed at once on the calling thread.
public final class InstantRaft implements RaftNode {
  private final StateMachine machine;
  private final List<LeadershipListener> listeners = new ArrayList<>();
  private final Leader self = new Leader(new ServerId("one"), "127.0.0.1:8300");
  private volatile @Nullable Leader other;
  private volatile boolean leading;
  private volatile boolean leased = true;
  private @Nullable ProposalFailure refusal;
  private long index;

  public InstantRaft(StateMachine machine) {
    this.machine = machine;
  }

  public void lead(boolean leads) {
    leading = leads;
    other = null;
    listeners.forEach(listener -> listener.leaderChanged(2, leads ? self : null, leads));
  }

  /// What the next proposal fails with.
  public synchronized void refuseNext(ProposalFailure failure) {
    refusal = failure;
  }

  /// Whether leading is certain without asking anyone.
  public void lease(boolean held) {
    leased = held;
  }

  /// Another server leads, at this address.
  public void follow(String address) {
    leading = false;
    Leader leader = new Leader(new ServerId("two"), address);
    other = leader;
    listeners.forEach(listener -> listener.leaderChanged(2, leader, false));
  }

  @Override
  public synchronized CompletableFuture<Applied> propose(byte[] command) {
    ProposalFailure failure = refusal;
    refusal = null;
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    if (!leading) {
      return CompletableFuture.failedFuture(new ProposalFailure.NotLeader(null));
    }
    index++;
    return CompletableFuture.completedFuture(new Applied(index, machine.apply(index, 2, command)));
  }

  @Override
  public CompletableFuture<Applied> propose(byte[] command, byte[] extensions) {
    return propose(command);
  }

  @Override
  public CompletableFuture<Long> readBarrier() {
    return CompletableFuture.completedFuture(index);
  }

  @Override
  public CompletableFuture<Long> barrier() {
    return CompletableFuture.completedFuture(index);
  }

  @Override
  public void bootstrap(io.praetor.raft.Configuration configuration) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Long> restore(long above, io.praetor.raft.SavedState state) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isLeader() {
    return leading;
  }

  @Override
  public boolean hasLease() {
    return leading && leased;
  }

  @Override
  public Optional<Leader> leader() {
    return leading ? Optional.of(self) : Optional.ofNullable(other);
  }

  @Override
  public long term() {
    return 2;
  }

  @Override
  public long lastIndex() {
    return index;
  }

  @Override
  public long commitIndex() {
    return index;
  }

  @Override
  public long appliedIndex() {
    return index;
  }

  @Override
  public long lastContactMillis() {
    return leading ? 0 : other == null ? -1 : 12;
  }

  @Override
  public ConfigurationState configuration() {
    return new ConfigurationState(Configuration.EMPTY, 0);
  }

  @Override
  public CompletableFuture<Long> changeConfiguration(
      ConfigurationChange change, long previousIndex) {
    return CompletableFuture.failedFuture(new ProposalFailure.Rejected("one server"));
  }

  @Override
  public CompletableFuture<Void> transferLeadership(@Nullable ServerId target) {
    return CompletableFuture.failedFuture(new ProposalFailure.Rejected("one server"));
  }

  @Override
  public CompletableFuture<Snapshot> snapshot() {
    return CompletableFuture.failedFuture(new ProposalFailure.Rejected("nothing to keep it on"));
  }

  @Override
  public void snapshotPolicy(io.praetor.raft.SnapshotPolicy policy) {}

  @Override
  public RaftStats stats() {
    return new RaftStats("Leader", 2, index, 2, index, index, 0, 0, 0, configuration(), 0, "0");
  }

  @Override
  public void addLeadershipListener(LeadershipListener listener) {
    listeners.add(listener);
    listener.leaderChanged(2, leader().orElse(null), leading);
  }

  @Override
  public CompletableFuture<Void> stopped() {
    return new CompletableFuture<>();
  }

  @Override
  public void close() {}
}
