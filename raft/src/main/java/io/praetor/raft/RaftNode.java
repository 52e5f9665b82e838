// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One server's raft, as the rest of the program sees it. Every method may be called from any
/// thread and none blocks. Futures fail with a [ProposalFailure] and are completed by the apply or
/// the raft thread: dependents that do more than hand over belong on another executor. The plain
/// accessors read values published by the raft thread, each a moment old and not taken together.
public interface RaftNode extends AutoCloseable {
  /// Appends a command (type byte and body), and completes once it is committed, durable on a
  /// majority, and applied here.
  CompletableFuture<Applied> propose(byte[] command);

  /// As above with extension bytes, which the entry carries unchanged.
  CompletableFuture<Applied> propose(byte[] command, byte[] extensions);

  /// For a consistent read on the leader: a majority confirmed, after this call, that this server
  /// leads. Completes with an index when the state machine here has applied it, so that a read
  /// after it sees every write answered before the call.
  CompletableFuture<Long> readBarrier();

  /// Appends a barrier entry and completes with its index when everything before it is applied
  /// here.
  CompletableFuture<Long> barrier();

  boolean isLeader();

  /// Leads, and a majority has confirmed it so recently that no other server can have been
  /// elected: a read from the local state is then as fresh as the leader's.
  boolean hasLease();

  Optional<Leader> leader();

  long term();

  long lastIndex();

  long commitIndex();

  long appliedIndex();

  /// Milliseconds since this server last heard from the leader: 0 on the leader itself, -1 if it
  /// never did.
  long lastContactMillis();

  /// The latest configuration in the log, committed or not.
  ConfigurationState configuration();

  /// Proposes one change. `previousIndex` 0 means any; otherwise the latest configuration must
  /// have that index. Completes with the index of the new configuration when it is committed.
  CompletableFuture<Long> changeConfiguration(ConfigurationChange change, long previousIndex);

  /// Begins a cluster of these servers, on each of them with the same configuration. Does nothing
  /// when this server's log has begun already.
  void bootstrap(Configuration configuration);

  /// Hands leadership to `target`, or to the best follower if it is null. Completes when this
  /// server has stepped down; fails, and keeps leading, when the target did not take over in time.
  CompletableFuture<Void> transferLeadership(@Nullable ServerId target);

  /// Puts a saved state in the place of the cluster's, at an index above `above` and everything in
  /// the log, and sends it to all other servers. Only the leader can; it takes no proposals
  /// meanwhile. Completes with the index of an entry after it when that is committed and applied
  /// here. `state` is read until then. A server that loses leadership in the middle stops, because
  /// its state is then not the cluster's.
  CompletableFuture<Long> restore(long above, SavedState state);

  /// Takes a snapshot now and completes when it is on disk.
  CompletableFuture<Snapshot> snapshot();

  /// Takes snapshots by other rules from now on. Times of elections and leases do not change while
  /// a server runs, because other servers rely on them.
  void snapshotPolicy(SnapshotPolicy policy);

  RaftStats stats();

  /// The listener first hears the present state, then each change.
  void addLeadershipListener(LeadershipListener listener);

  /// Completes exceptionally with the reason if the server had to stop by itself (a failed disk, a
  /// damaged log, a state machine that threw), normally after `close`.
  CompletableFuture<Void> stopped();

  /// Stops all threads after what is queued is written; waiting proposals fail with
  /// [ProposalFailure.Closed].
  @Override
  void close();
}
