// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.kv.KvEvent;
import io.praetor.kv.LockDelays;
import io.praetor.kv.Session;
import io.praetor.kv.SessionQueries;
import io.praetor.kv.SessionTimers;
import io.praetor.kv.TombstoneTimers;
import io.praetor.store.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The leader's clocks: which sessions are out of time, which keys are held back, which tombstones
/// are old. The state machine's events keep them up to date; whoever runs the leader's duties
/// sleeps until [#nextNanos] and proposes what [#due] says. Does nothing until [#lead]. Any thread.
public final class LeaderTimers implements LeaderSessions {
  /// What the leader must propose now.
  ///
  /// @param expired sessions to destroy
  /// @param reapUpTo tombstones up to this index are to go, if present
  public record Due(List<String> expired, OptionalLong reapUpTo) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final SessionTimers sessions = new SessionTimers();
  private final LockDelays delays = new LockDelays();
  private final TombstoneTimers tombstones = new TombstoneTimers();
  private final LongSupplier nanoClock;
  private boolean leading;

  public LeaderTimers(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /// This server leads now: every session gets its whole time again, and what lies in the graveyard
  /// its whole rest. The state is read once events are being listened to, so that none of its
  /// changes falls in between.
  public void lead(Supplier<Snapshot> state) {
    lock.lock();
    try {
      clear();
      leading = true;
      Snapshot snapshot = state.get();
      long now = nanoClock.getAsLong();
      for (Session session : SessionQueries.list(snapshot).value()) {
        sessions.reset(session.id(), session.timeToLive(), now);
      }
      tombstones.buried(snapshot.lastIndex(), now);
    } finally {
      lock.unlock();
    }
  }

  /// This server does not lead any more.
  public void follow() {
    lock.lock();
    try {
      clear();
    } finally {
      lock.unlock();
    }
  }

  private void clear() {
    leading = false;
    sessions.clear();
    delays.clear();
    tombstones.clear();
  }

  /// Takes what a command left behind ([ConsulStateMachine]'s events); does not block.
  public void accept(List<Object> events) {
    lock.lock();
    try {
      if (leading) {
        long now = nanoClock.getAsLong();
        for (Object event : events) {
          if (event instanceof KvEvent kv) {
            accept(kv, now);
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void accept(KvEvent event, long now) {
    switch (event) {
      case KvEvent.SessionBegan(var id, var ttl) -> sessions.reset(id, ttl, now);
      case KvEvent.SessionEnded(var id) -> sessions.forget(id);
      case KvEvent.LockDelayed(var key, var delay) -> delays.add(key, delay, now);
      case KvEvent.Buried(var index) -> tombstones.buried(index, now);
    }
  }

  /// What is to be proposed now. A session that is still there after its time to live is named
  /// again.
  public Due due() {
    lock.lock();
    try {
      long now = nanoClock.getAsLong();
      return new Due(sessions.expired(now), tombstones.due(now));
    } finally {
      lock.unlock();
    }
  }

  /// When something is next due, on the clock that was given.
  public OptionalLong nextNanos() {
    lock.lock();
    try {
      OptionalLong session = sessions.nextNanos();
      OptionalLong tombstone = tombstones.nextNanos();
      if (session.isEmpty() || tombstone.isEmpty()) {
        return session.isEmpty() ? tombstone : session;
      }
      return session.getAsLong() - tombstone.getAsLong() < 0 ? session : tombstone;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void reset(String sessionId, Duration ttl) {
    lock.lock();
    try {
      sessions.renew(sessionId, ttl, nanoClock.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void forget(String sessionId) {
    lock.lock();
    try {
      sessions.forget(sessionId);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable Duration lockDelay(String key) {
    lock.lock();
    try {
      return delays.left(key, nanoClock.getAsLong());
    } finally {
      lock.unlock();
    }
  }
}
