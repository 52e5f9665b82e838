// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.ca;

import io.praetor.connect.CsrRate;
import io.praetor.connect.ProviderSettings;
import io.praetor.rpc.ConsulException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Holds requests for certificates back as the settings say: so many in a second, or so many at a time.
/// A caller waits here for a moment and is turned away after it, so that a herd does not queue up. Any
/// thread.
final class CsrGate {
  /// What is done in turn.
  @FunctionalInterface
  interface Signing<T> {
    T run() throws InterruptedException;
  }

  private final LongSupplier nanos;
  private final CsrRate rate = new CsrRate();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private int inside;

  CsrGate(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// @throws ConsulException when the turn does not come soon
  <T> T pass(ProviderSettings settings, Signing<T> signing) throws InterruptedException {
    if (settings.csrMaxPerSecond() > 0) {
      TimeUnit.NANOSECONDS.sleep(turn(settings.csrMaxPerSecond()).orElseThrow(CsrGate::tooMany));
      return signing.run();
    }
    if (settings.csrMaxConcurrent() <= 0) {
      return signing.run();
    }
    enter(settings.csrMaxConcurrent());
    try {
      return signing.run();
    } finally {
      leave();
    }
  }

  private OptionalLong turn(double perSecond) {
    lock.lock();
    try {
      return rate.take(perSecond, nanos.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  private void enter(int most) throws InterruptedException {
    lock.lock();
    try {
      long patience = CsrRate.PATIENCE.toNanos();
      while (inside >= most) {
        if (patience <= 0) {
          throw tooMany();
        }
        patience = left.awaitNanos(patience);
      }
      inside++;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      inside--;
      left.signal();
    } finally {
      lock.unlock();
    }
  }

  private static ConsulException tooMany() {
    return new ConsulException("Rate limit reached, try again later");
  }
}
