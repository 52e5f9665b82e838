// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.ApiError;
import io.praetor.cli.client.Json;
import io.praetor.cli.client.JsonReader;
import io.praetor.cli.client.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/// A semaphore: a key `.lock` that lists the holders' sessions, changed by check-and-set, and beside it one key for each
/// contender, whose session tells whether it still lives.
final class KeySemaphore implements Holding {
  private static final long FLAGS = 0xe0f69a2baa414de0L;
  private static final long WAIT_MILLIS = 15_000;

  private final KvClient kv;
  private final String prefix;
  private final String lockKey;
  private final String session;
  private final long limit;

  KeySemaphore(KvClient kv, String prefix, String session, long limit) {
    this.kv = kv;
    this.prefix = prefix;
    this.lockKey = prefix + "/.lock";
    this.session = session;
    this.limit = limit;
  }

  /// The content of the lock key.
  private record Holders(long limit, TreeSet<String> sessions, String modifyIndex) {
    byte[] encoded() {
      Json.Builder held = Json.object();
      sessions.forEach(id -> held.put(id, true));
      Json json = Json.object().put("Limit", limit).put("Holders", held.build()).build();
      return JsonWriter.compact(json).getBytes(StandardCharsets.UTF_8);
    }
  }

  @Override
  public boolean acquire(long tryMillis) throws ApiError, Conflict {
    if (!kv.acquire(contenderKey(), new byte[0], FLAGS, session)) {
      throw new Conflict("failed to make contender entry");
    }
    LockClock clock = new LockClock(tryMillis, WAIT_MILLIS);
    long index = 0;
    while (true) {
      if (clock.isOver()) {
        return false;
      }
      KvClient.Found found = kv.list(prefix, new KvClient.Wait(index, clock.waitMillis()));
      Holders holders = living(found.pairs());
      if (holders.limit() != limit) {
        throw new Conflict(
            "semaphore limit conflict (lock: " + holders.limit() + ", local: " + limit + ")");
      }
      if (holders.sessions().size() >= limit) {
        index = found.index();
        continue;
      }
      holders.sessions().add(session);
      if (kv.cas(lockKey, holders.encoded(), FLAGS, holders.modifyIndex())) {
        return true;
      }
      index = 0;
    }
  }

  @Override
  public void awaitLoss(long retries) {
    LossMonitor.await(
        retries,
        index -> {
          KvClient.Found found = kv.list(prefix, new KvClient.Wait(index, 0));
          try {
            return living(found.pairs()).sessions().contains(session)
                ? found.index()
                : LossMonitor.LOST;
          } catch (Conflict e) {
            return LossMonitor.LOST;
          }
        });
  }

  @Override
  public void release() throws ApiError, Conflict {
    while (true) {
      Holders holders = decode(kv.get(lockKey, KvClient.Wait.NONE).first());
      if (!holders.sessions().remove(session)
          || kv.cas(lockKey, holders.encoded(), FLAGS, holders.modifyIndex())) {
        break;
      }
    }
    kv.delete(contenderKey());
  }

  @Override
  public boolean cleanUp() throws ApiError, Conflict {
    Holders holders = living(kv.list(prefix, KvClient.Wait.NONE).pairs());
    if (holders.modifyIndex().equals("0")) {
      return true;
    }
    return holders.sessions().isEmpty() && kv.deleteCas(lockKey, holders.modifyIndex());
  }

  private String contenderKey() {
    return prefix + "/" + session;
  }

  /// The holders whose contender key still has a session.
  private Holders living(List<Json> pairs) throws Conflict {
    Json lock = Json.Null.NULL;
    TreeSet<String> alive = new TreeSet<>();
    for (Json pair : pairs) {
      if (pair.text("Key").equals(lockKey)) {
        lock = pair;
      } else if (!pair.text("Session").isEmpty()) {
        alive.add(pair.text("Session"));
      }
    }
    Holders holders = decode(lock);
    holders.sessions().retainAll(alive);
    return holders;
  }

  private Holders decode(Json pair) throws Conflict {
    if (pair.isNull()) {
      return new Holders(limit, new TreeSet<>(), "0");
    }
    if (pair.at("Flags").number() != FLAGS) {
      throw new Conflict("Existing key does not match semaphore use");
    }
    try {
      Json lock = JsonReader.read(KvClient.value(pair));
      TreeSet<String> sessions = new TreeSet<>(lock.at("Holders").fields().keySet());
      return new Holders(lock.at("Limit").number(), sessions, pair.at("ModifyIndex").literal());
    } catch (JsonReader.SyntaxError e) {
      throw new Conflict("lock decoding failed: " + e.text());
    }
  }
}
