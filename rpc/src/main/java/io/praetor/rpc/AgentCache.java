// SPDX-License-Identifier: Apache-2.0

package io.praetor.rpc;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The agent's cache behind `?cached`: the first caller of a query fetches it, and from then on a
/// task of its own keeps it fresh by blocking on the servers, so that everyone else is answered from
/// memory. A query nobody asks for any more is dropped. The number of queries is bounded; those
/// beyond it are answered as if nobody had asked for the cache.
public final class AgentCache {
  private static final int MAX_ENTRIES = 10_000;
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final Duration REFRESH_WAIT = Duration.ofMinutes(5);
  private static final Duration RETRY = Duration.ofSeconds(3);
  private static final Duration DEFAULT_WAIT = Duration.ofMinutes(5);
  private static final Duration MAX_WAIT = Duration.ofMinutes(10);

  /// @param age how long ago the servers last confirmed the answer
  public record Cached<R>(Reply<R> reply, boolean hit, Duration age) {}

  private record Key(String method, Object argument, String token, String datacenter) {}

  private final Rpc rpc;
  private final Executor executor;
  private final ConcurrentHashMap<Key, Entry<?, ?>> entries = new ConcurrentHashMap<>();

  /// @param executor runs what keeps answers fresh, best on virtual threads
  public AgentCache(Rpc rpc, Executor executor) {
    this.rpc = rpc;
    this.executor = executor;
  }

  /// Answers from memory when the answer is new enough for the options, else from the servers.
  ///
  /// @throws ConsulException with Consul's text, when the servers refuse
  public <Q, R> Cached<R> read(Method.Read<Q, R> method, Q argument, QueryOptions options)
      throws InterruptedException {
    return read(method, argument, options, true);
  }

  /// As [#read], for methods that do not block: the answer is kept as it is until a caller finds it
  /// too old, or nobody asks any more.
  public <Q, R> Cached<R> readOnce(Method.Read<Q, R> method, Q argument, QueryOptions options)
      throws InterruptedException {
    return read(method, argument, options, false);
  }

  private <Q, R> Cached<R> read(
      Method.Read<Q, R> method, Q argument, QueryOptions options, boolean refreshed)
      throws InterruptedException {
    Key key = new Key(method.name(), argument, options.token(), options.datacenter());
    Entry<Q, R> entry = entry(key);
    if (entry != null && !options.mustRevalidate()) {
      Cached<R> found = entry.await(options);
      if (found != null) {
        return found;
      }
    }
    Reply<R> reply = rpc.read(method, argument, options);
    if (entries.size() < MAX_ENTRIES) {
      Entry<Q, R> fresh = new Entry<>(key, method, argument, options, refreshed, reply);
      // The task of an entry that is replaced notices and ends.
      entries.put(key, fresh);
      start(fresh);
    }
    return new Cached<>(reply, false, Duration.ZERO);
  }

  /// How long a blocking read waits at most.
  private static Duration waitFor(QueryOptions options) {
    Duration wait = options.maxQueryTime();
    if (!wait.isPositive()) {
      return DEFAULT_WAIT;
    }
    return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
  }

  private void start(Entry<?, ?> entry) {
    try {
      executor.execute(() -> refresh(entry));
    } catch (RejectedExecutionException e) {
      // The agent stops; nobody will ask again.
      entries.remove(entry.key, entry);
    }
  }

  /// The argument is part of the key, so the types are those of the caller.
  @SuppressWarnings("unchecked")
  private <Q, R> @Nullable Entry<Q, R> entry(Key key) {
    return (Entry<Q, R>) entries.get(key);
  }

  private <Q, R> void refresh(Entry<Q, R> entry) {
    try {
      while (entries.get(entry.key) == entry && !entry.idle()) {
        if (!entry.refreshed) {
          entry.pause(IDLE);
          continue;
        }
        try {
          entry.put(rpc.read(entry.method, entry.argument, entry.next()));
        } catch (ConsulException e) {
          entry.failed();
          entry.pause(RETRY);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      entries.remove(entry.key, entry);
    }
  }

  /// One query and its newest answer.
  private static final class Entry<Q, R> {
    final Key key;
    final Method.Read<Q, R> method;
    final Q argument;
    final boolean refreshed;
    private final QueryOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Reply<R> reply;
    private long confirmedNanos;
    private long usedNanos;
    private boolean failing;

    Entry(
        Key key,
        Method.Read<Q, R> method,
        Q argument,
        QueryOptions options,
        boolean refreshed,
        Reply<R> reply) {
      this.key = key;
      this.method = method;
      this.argument = argument;
      this.options = options;
      this.refreshed = refreshed;
      this.reply = reply;
      this.confirmedNanos = System.nanoTime();
      this.usedNanos = confirmedNanos;
    }

    /// The answer once it is newer than the caller's index; null when it is too old for the caller.
    @Nullable Cached<R> await(QueryOptions wanted) throws InterruptedException {
      long left = waitFor(wanted).toNanos();
      lock.lock();
      try {
        while (wanted.minQueryIndex() > 0
            && reply.meta().index() <= wanted.minQueryIndex()
            && left > 0) {
          usedNanos = System.nanoTime();
          left = changed.awaitNanos(left);
        }
        long now = System.nanoTime();
        usedNanos = now;
        // While the servers are reached, the pending query confirms the answer at every moment.
        boolean growsOld = failing || !refreshed;
        Duration age = growsOld ? Duration.ofNanos(now - confirmedNanos) : Duration.ZERO;
        boolean tooOld = wanted.maxAge().isPositive() && age.compareTo(wanted.maxAge()) > 0;
        return tooOld ? null : new Cached<>(reply, true, age);
      } finally {
        lock.unlock();
      }
    }

    QueryOptions next() {
      lock.lock();
      try {
        return options.withBlocking(reply.meta().index(), REFRESH_WAIT);
      } finally {
        lock.unlock();
      }
    }

    void put(Reply<R> fresh) {
      lock.lock();
      try {
        reply = fresh;
        failing = false;
        confirmedNanos = System.nanoTime();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    void failed() {
      lock.lock();
      try {
        if (!failing) {
          failing = true;
          confirmedNanos = System.nanoTime();
        }
      } finally {
        lock.unlock();
      }
    }

    void pause(Duration time) throws InterruptedException {
      lock.lock();
      try {
        long left = time.toNanos();
        while (left > 0) {
          left = changed.awaitNanos(left);
        }
      } finally {
        lock.unlock();
      }
    }

    boolean idle() {
      lock.lock();
      try {
        return System.nanoTime() - usedNanos > IDLE.toNanos();
      } finally {
        lock.unlock();
      }
    }
  }
}
