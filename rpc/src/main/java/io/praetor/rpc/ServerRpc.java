// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.raft.Applied;
import io.praetor.raft.ProposalFailure;
import io.praetor.raft.RaftNode;
import io.praetor.store.ReadResult;
import io.praetor.store.Snapshot;
import io.praetor.store.Store;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Calls answered by this server: consistency, blocking and the way of a write through raft, once for
/// all methods. Any thread; callers wait on their own (virtual) thread.
public final class ServerRpc implements Rpc {
  private static final Duration DEFAULT_QUERY_TIME = Duration.ofMinutes(5);
  private static final Duration MAX_QUERY_TIME = Duration.ofMinutes(10);
  private static final int JITTER_FRACTION = 16;

  private final Store store;
  private final ConsulStateMachine machine;
  private final RaftNode raft;
  private final ServerContext context;
  private final LeaderGate leaders;
  private final RandomGenerator random;
  private final Duration holdTimeout;

  /// @param holdTimeout how long a call waits for a leader before it is refused (Consul's
  ///     `rpc_hold_timeout`)
  public ServerRpc(
      Store store,
      ConsulStateMachine machine,
      RaftNode raft,
      ServerContext context,
      RandomGenerator random,
      Duration holdTimeout) {
    this.store = store;
    this.machine = machine;
    this.raft = raft;
    this.context = context;
    this.random = random;
    this.holdTimeout = holdTimeout;
    this.leaders = new LeaderGate();
    raft.addLeadershipListener(leaders);
  }

  @Override
  public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options)
      throws InterruptedException {
    checkDatacenter(options.datacenter());
    String consistency = awaitConsistency(options);
    long deadline = options.minQueryIndex() > 0 ? context.nowNanos() + blockFor(options) : 0;
    long restores = machine.restores();
    while (true) {
      Snapshot snapshot = store.snapshot();
      ReadResult<R> result = method.query().run(context, snapshot, request);
      long index = Math.max(1, result.index());
      long left = deadline - context.nowNanos();
      if (options.minQueryIndex() == 0
          || index > options.minQueryIndex()
          || left <= 0
          || restores != machine.restores()) {
        return new Reply<>(result.value(), meta(index, consistency));
      }
      awaitChange(result, snapshot, left);
    }
  }

  /// Only where nothing can be forced to wait: neither a blocking read nor one that must ask for
  /// leadership.
  @Override
  public <Q, R> @Nullable Reply<R> readAtOnce(
      Method.Read<Q, R> method, Q request, QueryOptions options) {
    checkDatacenter(options.datacenter());
    boolean leased = raft.isLeader() && raft.hasLease() && !options.requireConsistent();
    if (!(method.query() instanceof Method.PureQuery<Q, R> query)
        || options.minQueryIndex() > 0
        || !(options.allowStale() || leased)) {
      return null;
    }
    ReadResult<R> result = query.run(store.snapshot(), request);
    return new Reply<>(
        result.value(),
        meta(Math.max(1, result.index()), options.allowStale() ? "stale" : "leader"));
  }

  private void awaitChange(ReadResult<?> result, Snapshot seen, long nanos)
      throws InterruptedException {
    CompletableFuture<Boolean> changed = new CompletableFuture<>();
    var parked = store.watches().park(result.topics(), seen, () -> changed.complete(true));
    try {
      changed.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      changed.cancel(false); // The caller reads once more and answers.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      parked.cancel();
    }
  }

  private long blockFor(QueryOptions options) {
    Duration wait = options.maxQueryTime();
    if (wait.isZero() || wait.isNegative()) {
      wait = DEFAULT_QUERY_TIME;
    } else if (wait.compareTo(MAX_QUERY_TIME) > 0) {
      wait = MAX_QUERY_TIME;
    }
    long nanos = wait.toNanos();
    return nanos + random.nextLong(Math.max(1, nanos / JITTER_FRACTION));
  }

  private String awaitConsistency(QueryOptions options) throws InterruptedException {
    if (options.allowStale()) {
      return "stale";
    }
    awaitLeadership();
    if (options.requireConsistent()) {
      await(raft.readBarrier());
      return "consistent";
    }
    if (!raft.hasLease()) {
      await(raft.readBarrier());
    }
    return "leader";
  }

  private QueryMeta meta(long index, String consistency) {
    boolean leading = raft.isLeader();
    boolean known = leading || raft.leader().isPresent();
    long contact = leading ? 0 : Math.max(0, raft.lastContactMillis());
    return new QueryMeta(index, Duration.ofMillis(contact), known, consistency, false);
  }

  @Override
  public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options)
      throws InterruptedException {
    checkDatacenter(options.datacenter());
    awaitLeadership();
    return switch (method.decide().run(context, request)) {
      case Decision.Answer<R>(R reply) -> reply;
      case Decision.Propose<?, R> propose -> propose(propose);
    };
  }

  @Override
  public <Q, R> @Nullable CompletableFuture<R> writeAtOnce(
      Method.Write<Q, R> method, Q request, WriteOptions options) {
    checkDatacenter(options.datacenter());
    if (!(method.decide() instanceof Method.QuickDecide<Q, R> decide) || !raft.isLeader()) {
      return null;
    }
    return switch (decide.run(context, request)) {
      case Decision.Answer<R>(R reply) -> CompletableFuture.completedFuture(reply);
      case Decision.Propose<?, R> propose ->
          proposed(propose)
              .handle(
                  (applied, failure) -> {
                    if (failure != null) {
                      throw refusal(failure);
                    }
                    return answer(propose, applied);
                  });
    };
  }

  private <C, R> R propose(Decision.Propose<C, R> propose) throws InterruptedException {
    return answer(propose, await(proposed(propose)));
  }

  private <C> CompletableFuture<Applied> proposed(Decision.Propose<C, ?> propose) {
    return raft.propose(CommandTable.encode(propose.command(), propose.body()));
  }

  private static <R> R answer(Decision.Propose<?, R> propose, Applied applied) {
    Object result = applied.result();
    if (result instanceof ApplyError(String text)) {
      throw new ConsulException(propose.errorPrefix() + text);
    }
    return propose.answer().apply(result == null ? Command.DONE : result);
  }

  @Override
  public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options)
      throws InterruptedException {
    checkDatacenter(options.datacenter());
    if (!method.anyServer()) {
      awaitLeadership();
    }
    return method.answerer().run(context, request);
  }

  private void checkDatacenter(String datacenter) {
    if (!datacenter.isEmpty() && !datacenter.equalsIgnoreCase(context.datacenter())) {
      throw ConsulException.noPathToDatacenter();
    }
  }

  private void awaitLeadership() throws InterruptedException {
    if (!raft.isLeader() && !leaders.await(holdTimeout)) {
      throw ConsulException.noLeader();
    }
  }

  private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw refusal(e.getCause());
    }
  }

  private static RuntimeException refusal(@Nullable Throwable failure) {
    return switch (failure) {
      case ProposalFailure.NotLeader notLeader -> ConsulException.noLeader();
      case ProposalFailure other -> new ConsulException(String.valueOf(other.getMessage()));
      case null, default -> new IllegalStateException(failure);
    };
  }
}
