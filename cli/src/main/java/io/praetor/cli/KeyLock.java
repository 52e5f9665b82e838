// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.Json;
import java.util.concurrent.TimeUnit;

/// A lock: one key that carries the holder's session. A waiter blocks on the key until nobody's session is on it.
final class KeyLock implements Holding {
  private static final long FLAGS = 0x2ddccbc058a50c18L;
  private static final long WAIT_MILLIS = 15_000;
  private static final long LOCK_DELAY_RETRY_MILLIS = 5_000;

  private final KvClient kv;
  private final String key;
  private final String session;

  KeyLock(KvClient kv, String key, String session) {
    this.kv = kv;
    this.key = key;
    this.session = session;
  }

  @Override
  public boolean acquire(long tryMillis) throws ApiError, Conflict, InterruptedException {
    LockClock clock = new LockClock(tryMillis, WAIT_MILLIS);
    long index = 0;
    while (true) {
      if (clock.isOver()) {
        return false;
      }
      KvClient.Found found = kv.get(key, new KvClient.Wait(index, clock.waitMillis()));
      Json pair = found.first();
      if (!pair.isNull() && pair.at("Flags").number() != FLAGS) {
        throw new Conflict("Existing key does not match lock use");
      }
      if (pair.text("Session").equals(session)) {
        return true;
      }
      if (!pair.text("Session").isEmpty()) {
        index = found.index();
        continue;
      }
      if (kv.acquire(key, new byte[0], FLAGS, session)) {
        return true;
      }
      KvClient.Found refused = kv.get(key, KvClient.Wait.NONE);
      if (refused.first().text("Session").isEmpty()) {
        // Nobody holds it and yet it was refused: the lock delay after a lost session.
        TimeUnit.MILLISECONDS.sleep(Math.min(LOCK_DELAY_RETRY_MILLIS, clock.waitMillis()));
        index = 0;
      } else {
        index = refused.index();
      }
    }
  }

  @Override
  public void awaitLoss(long retries) {
    LossMonitor.await(
        retries,
        index -> {
          KvClient.Found found = kv.getConsistent(key, new KvClient.Wait(index, 0));
          return found.first().text("Session").equals(session) ? found.index() : LossMonitor.LOST;
        });
  }

  @Override
  public void release() throws ApiError {
    kv.release(key, new byte[0], FLAGS, session);
  }

  @Override
  public boolean cleanUp() throws ApiError, Conflict {
    Json pair = kv.get(key, KvClient.Wait.NONE).first();
    if (pair.isNull()) {
      return true;
    }
    if (pair.at("Flags").number() != FLAGS) {
      throw new Conflict("Existing key does not match lock use");
    }
    return pair.text("Session").isEmpty() && kv.deleteCas(key, pair.at("ModifyIndex").literal());
  }
}
