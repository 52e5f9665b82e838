// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.raft.Leader;
import io.praetor.raft.LeadershipListener;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where calls wait until this server leads. Opened and closed by the raft thread; any thread waits.
final class LeaderGate implements LeadershipListener {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private boolean leading;

  @Override
  public void leaderChanged(long term, @Nullable Leader leader, boolean self) {
    lock.lock();
    try {
      leading = self;
      if (self) {
        opened.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether this server led before the time was up.
  boolean await(Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (!leading) {
        if (left <= 0) {
          return false;
        }
        left = opened.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
