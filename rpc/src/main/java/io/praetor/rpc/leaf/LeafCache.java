// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.leaf;

import io.praetor.connect.CaTables;
import io.praetor.connect.IssuedCert;
import io.praetor.rpc.ConnectMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.WriteOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificates of services that were asked for at this agent, each with its key. The first caller
/// gets one made; from then on it is replaced in time, until nobody has asked for it for a while. The
/// number of certificates is bounded; beyond it callers are refused. Any thread; the caller's waits.
public final class LeafCache {
  private static final Logger LOG = LoggerFactory.getLogger("agent.leaf-certs");
  private static final int MOST = 10_000;
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final Duration DEFAULT_WAIT = Duration.ofMinutes(10);

  private record Key(String service, String token, String datacenter) {}

  private final Rpc rpc;
  private final LeafIssuer issuer;
  private final Executor executor;
  private final InstantSource clock;
  private final SecureRandom random;
  private final ConcurrentHashMap<Key, Entry> entries = new ConcurrentHashMap<>();

  /// @param executor runs what replaces certificates, best on virtual threads
  public LeafCache(Rpc rpc, Executor executor, InstantSource clock) {
    this.rpc = rpc;
    this.executor = executor;
    this.clock = clock;
    this.random = new SecureRandom();
    this.issuer = new LeafIssuer(rpc, random);
  }

  /// The certificate of a service. With an index it waits for a later one, as other blocking queries
  /// do; without one it is never a certificate of a former root.
  ///
  /// @throws ConsulException with Consul's text when the servers refuse
  public IssuedCert get(String service, QueryOptions options, String datacenter)
      throws InterruptedException {
    Key key = new Key(service, options.token(), datacenter);
    Entry entry = entries.get(key);
    if (entry == null) {
      if (entries.size() >= MOST) {
        throw new ConsulException("too many leaf certificates are in use at this agent");
      }
      Entry fresh = new Entry(key);
      Entry known = entries.putIfAbsent(key, fresh);
      entry = known == null ? fresh : known;
    }
    return options.minQueryIndex() == 0 ? entry.current() : entry.await(options);
  }

  private final class Entry implements LeafKeeper.Holder {
    private final Key key;
    private final LeafSubject subject;
    private final WriteOptions options;
    private final ReentrantLock making = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile @Nullable Leaf leaf;
    private volatile long usedNanos = System.nanoTime();
    private final AtomicInteger waiting = new AtomicInteger();
    private boolean kept;

    Entry(Key key) {
      this.key = key;
      this.subject = LeafSubject.service(key.service, key.datacenter);
      this.options = new WriteOptions(key.token, key.datacenter);
    }

    IssuedCert current() throws InterruptedException {
      usedNanos = System.nanoTime();
      making.lockInterruptibly();
      try {
        Leaf known = leaf;
        if (known == null || !clock.instant().isBefore(known.renewAt()) || !known.isOf(roots())) {
          replace(Leaf.of(issue(), clock.instant(), random));
          keep();
        }
        return leaf().certificate();
      } catch (ConsulException e) {
        if (leaf == null) {
          entries.remove(key, this);
        }
        throw e;
      } finally {
        making.unlock();
      }
    }

    private CaTables.Roots roots() throws InterruptedException {
      QueryOptions query = QueryOptions.STALE.withDatacenter(key.datacenter);
      return rpc.read(ConnectMethods.ROOTS, ConnectMethods.NoArgument.NONE, query).value();
    }

    IssuedCert await(QueryOptions wanted) throws InterruptedException {
      if (leaf == null) {
        return current();
      }
      Duration most = wanted.maxQueryTime();
      long left = (most.isPositive() ? most : DEFAULT_WAIT).toNanos();
      waiting.incrementAndGet();
      lock.lock();
      try {
        while (leaf().certificate().modifyIndex() <= wanted.minQueryIndex() && left > 0) {
          left = changed.awaitNanos(left);
        }
        return leaf().certificate();
      } finally {
        lock.unlock();
        usedNanos = System.nanoTime();
        waiting.decrementAndGet();
      }
    }

    private void keep() {
      if (kept) {
        return;
      }
      try {
        executor.execute(this::run);
        kept = true;
      } catch (RejectedExecutionException e) {
        // The agent stops; nobody will ask again.
        entries.remove(key, this);
      }
    }

    private void run() {
      try {
        new LeafKeeper(rpc, key.datacenter, clock, random).run(this);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        entries.remove(key, this);
      }
    }

    @Override
    public boolean wanted() {
      return waiting.get() > 0 || System.nanoTime() - usedNanos < IDLE.toNanos();
    }

    @Override
    public Leaf leaf() {
      Leaf known = leaf;
      if (known == null) {
        throw new IllegalStateException("no certificate was made yet");
      }
      return known;
    }

    @Override
    public IssuedCert issue() throws InterruptedException {
      return issuer.issue(subject, options);
    }

    @Override
    public void replace(Leaf next) {
      lock.lock();
      try {
        leaf = next;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void roots(CaTables.Roots roots) {
      LOG.debug("roots seen: active={}", roots.activeRootId());
    }
  }
}
