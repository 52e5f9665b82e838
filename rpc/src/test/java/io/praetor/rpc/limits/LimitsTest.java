// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.limits;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.config.LimitsConfig;
import io.praetor.config.LimitsConfig.RequestLimitsMode;
import io.praetor.kv.DirEntry;
import io.praetor.kv.KvOp;
import io.praetor.kv.KvsRequest;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.KvMethods;
import io.praetor.rpc.Method;
import io.praetor.rpc.QueryOptions;
import io.praetor.rpc.RemoteFailure;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.SessionMethods;
import io.praetor.rpc.StatusMethods;
import io.praetor.rpc.TestServer;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.metrics.Label;
import io.praetor.rpc.metrics.Metrics;
import io.praetor.wire.Bytes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Rates, in time that the test makes.
class LimitsTest {
  private final AtomicLong now = new AtomicLong(1_000);
  private final Counted counted = new Counted();

  /// Remembers what was counted.
  private static final class Counted implements Metrics {
    private final Map<String, Double> counts = new HashMap<>();

    long of(String name) {
      return counts.getOrDefault(name, 0.0).longValue();
    }

    @Override
    public void gauge(String name, double value, Label... labels) {
      throw new AssertionError("no gauge is set here: " + name);
    }

    @Override
    public void counter(String name, double increment, Label... labels) {
      counts.merge(name, increment, Double::sum);
    }

    @Override
    public void sample(String name, double value, Label... labels) {
      throw new AssertionError("nothing is timed here: " + name);
    }
  }

  private static LimitsConfig limits(
      RequestLimitsMode mode, double reads, double writes, double rpcRate, int rpcBurst) {
    return new LimitsConfig(
        200,
        Duration.ofSeconds(5),
        mode,
        reads,
        writes,
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        Duration.ofSeconds(7),
        rpcBurst,
        100,
        rpcRate,
        524288,
        524288);
  }

  private RequestLimits server(RequestLimitsMode mode, boolean leading) {
    return new RequestLimits(
        limits(mode, 2, 1, Double.MAX_VALUE, 1000), () -> leading, counted, now::get);
  }

  private static int passed(Gate gate, Method<?, ?> method, int tries) {
    int passed = 0;
    for (int i = 0; i < tries; i++) {
      try {
        gate.enter(method);
        passed++;
      } catch (ConsulException tooMany) {
        assertTrue(tooMany.status() == 429 || tooMany.status() == 503);
      }
    }
    return passed;
  }

  @Test
  void callsAreAnsweredAtOnceOnlyWhereNoneIsCounted() throws Exception {
    Rpc own = new TestServer().rpc();
    GatedRpc open = new GatedRpc(server(RequestLimitsMode.DISABLED, true), own);
    GatedRpc counting = new GatedRpc(server(RequestLimitsMode.PERMISSIVE, true), own);
    KvsRequest put = KvsRequest.of(KvOp.CAS, DirEntry.of("a", Bytes.utf8("1"), 0));
    CompletableFuture<Boolean> begun = open.writeAtOnce(KvMethods.APPLY, put, WriteOptions.DEFAULT);
    assertTrue(begun != null && begun.get());
    assertNotNull(open.readAtOnce(KvMethods.GET, KEY, QueryOptions.DEFAULT));
    assertNull(counting.writeAtOnce(KvMethods.APPLY, put, WriteOptions.DEFAULT));
    assertNull(counting.readAtOnce(KvMethods.GET, KEY, QueryOptions.DEFAULT));
  }

  private static final KvMethods.KeyRequest KEY = new KvMethods.KeyRequest("a");

  @Test
  void aBucketLetsABurstThroughAndThenItsRate() {
    TokenBucket bucket = new TokenBucket(10, 3, now.get());
    for (int i = 0; i < 3; i++) {
      assertTrue(bucket.take(now.get()));
    }
    assertFalse(bucket.take(now.get()));
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(99));
    assertFalse(bucket.take(now.get()));
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    assertTrue(bucket.take(now.get()));
    now.addAndGet(TimeUnit.HOURS.toNanos(1));
    for (int i = 0; i < 3; i++) {
      assertTrue(bucket.take(now.get()));
    }
    assertFalse(bucket.take(now.get()), "it holds no more than a burst");
  }

  @Test
  void readsAndWritesHaveLimitsOfTheirOwn() {
    RequestLimits limits = server(RequestLimitsMode.ENFORCING, false);
    assertEquals(20, passed(limits, KvMethods.GET, 50));
    assertEquals(10, passed(limits, KvMethods.APPLY, 50));
    assertEquals(0, passed(limits, SessionMethods.RENEW, 5), "renewing is a write");
    now.addAndGet(TimeUnit.SECONDS.toNanos(3));
    assertEquals(6, passed(limits, KvMethods.GET, 50));
    assertEquals(3, passed(limits, KvMethods.APPLY, 50));
  }

  @Test
  void whatTellsOfTheClusterIsExempt() {
    RequestLimits limits = server(RequestLimitsMode.ENFORCING, false);
    passed(limits, KvMethods.GET, 50);
    assertEquals(100, passed(limits, StatusMethods.LEADER, 100));
  }

  @Test
  void aLeaderSaysThatNobodyElseCanDoIt() {
    RequestLimits follower = server(RequestLimitsMode.ENFORCING, false);
    RequestLimits leader = server(RequestLimitsMode.ENFORCING, true);
    passed(follower, KvMethods.APPLY, 10);
    passed(leader, KvMethods.APPLY, 10);
    passed(leader, KvMethods.GET, 20);
    ConsulException elsewhere =
        assertThrows(ConsulException.class, () -> follower.enter(KvMethods.APPLY));
    assertEquals(429, elsewhere.status());
    assertEquals(
        "rate limit exceeded, try again later or against a different server", elsewhere.text());
    ConsulException later =
        assertThrows(ConsulException.class, () -> leader.enter(KvMethods.APPLY));
    assertEquals(503, later.status());
    assertEquals(
        "rate limit exceeded for operation that can only be performed by the leader, try again"
            + " later",
        later.text());
    assertEquals(
        429,
        assertThrows(ConsulException.class, () -> leader.enter(KvMethods.GET)).status(),
        "a read can be done elsewhere");
    // Another server's refusal comes as text.
    assertEquals(429, RemoteFailure.refused(elsewhere.text()).status());
    assertEquals(503, RemoteFailure.refused(later.text()).status());
  }

  @Test
  void permissiveOnlyCounts() {
    RequestLimits limits = server(RequestLimitsMode.PERMISSIVE, true);
    assertEquals(50, passed(limits, KvMethods.APPLY, 50));
    assertEquals(40, counted.of("rpc.rate_limit.exceeded"));
    assertEquals(50, passed(server(RequestLimitsMode.DISABLED, true), KvMethods.APPLY, 50));
    assertEquals(40, counted.of("rpc.rate_limit.exceeded"));
  }

  @Test
  void aReloadTakesEffectAtOnce() {
    RequestLimits limits = server(RequestLimitsMode.ENFORCING, false);
    assertEquals(10, passed(limits, KvMethods.APPLY, 50));
    limits.reload(limits(RequestLimitsMode.ENFORCING, 2, 3, Double.MAX_VALUE, 1000));
    assertEquals(30, passed(limits, KvMethods.APPLY, 50));
  }

  @Test
  void aClientsCallsHaveARateAndABurst() {
    CallRate rate = new CallRate(limits(RequestLimitsMode.DISABLED, 0, 0, 5, 7), counted, now::get);
    assertEquals(7, passed(rate, KvMethods.GET, 20));
    assertEquals(20, counted.of("client.rpc"));
    assertEquals(13, counted.of("client.rpc.exceeded"));
    assertEquals(
        "RPC rate limit exceeded",
        assertThrows(ConsulException.class, () -> rate.enter(KvMethods.GET)).text());
    CallRate free =
        new CallRate(
            limits(RequestLimitsMode.DISABLED, 0, 0, Double.MAX_VALUE, 1), counted, now::get);
    assertDoesNotThrow(() -> assertEquals(1000, passed(free, KvMethods.GET, 1000)));
  }
}
