// SPDX-License-Identifier: Apache-2.0

package io.praetor.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.store.ReadResult;
import io.praetor.wire.Codecs;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentCacheTest {
  private static final Method.Read<String, String> METHOD =
      Method.read(
          "Test.Read", Codecs.STRING, Codecs.STRING, (snapshot, name) -> ReadResult.of(name, 1));

  /// Servers whose blocking reads answer when a test says so.
  private static final class Servers implements Rpc {
    final AtomicInteger plainReads = new AtomicInteger();
    final SynchronousQueue<Reply<String>> changes = new SynchronousQueue<>();

    @Override
    @SuppressWarnings("unchecked")
    public <Q, R> Reply<R> read(Method.Read<Q, R> method, Q request, QueryOptions options)
        throws InterruptedException {
      if (options.minQueryIndex() > 0) {
        return (Reply<R>) changes.take();
      }
      plainReads.incrementAndGet();
      return (Reply<R>) reply("first", 5);
    }

    @Override
    public <Q, R> R write(Method.Write<Q, R> method, Q request, WriteOptions options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <Q, R> R ask(Method.Ask<Q, R> method, Q request, WriteOptions options) {
      throw new UnsupportedOperationException();
    }
  }

  private final Servers servers = new Servers();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final AgentCache cache = new AgentCache(servers, executor);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private static Reply<String> reply(String value, long index) {
    return new Reply<>(value, new QueryMeta(index, Duration.ZERO, true, "leader", false));
  }

  private AgentCache.Cached<String> ask(long index) throws InterruptedException {
    return cache.read(METHOD, "x", QueryOptions.DEFAULT.withBlocking(index, Duration.ofMinutes(1)));
  }

  @Test
  void theFirstCallerFetchesAndTheNextIsAnsweredFromMemory() throws InterruptedException {
    assertFalse(ask(0).hit());
    AgentCache.Cached<String> again = ask(0);
    assertTrue(again.hit());
    assertEquals("first", again.reply().value());
    assertEquals(1, servers.plainReads.get());
  }

  @Test
  void aChangeReachesCallersThatWaitForIt() throws Exception {
    ask(0);
    var waiting = executor.submit(() -> ask(5));
    servers.changes.put(reply("second", 9));
    assertEquals("second", waiting.get().reply().value());
    assertEquals("second", ask(0).reply().value());
    assertEquals(1, servers.plainReads.get());
  }

  @Test
  void tokensDoNotShareAnswers() throws InterruptedException {
    ask(0);
    assertFalse(cache.read(METHOD, "x", QueryOptions.DEFAULT.withToken("other")).hit());
    assertEquals(2, servers.plainReads.get());
  }

  @Test
  void whatNobodyCanWaitForIsKeptUntilItIsTooOld() throws InterruptedException {
    assertFalse(cache.readOnce(METHOD, "x", QueryOptions.DEFAULT).hit());
    assertTrue(cache.readOnce(METHOD, "x", QueryOptions.DEFAULT).hit());
    QueryOptions young = QueryOptions.DEFAULT.withCache(Duration.ofNanos(1));
    assertFalse(cache.readOnce(METHOD, "x", young).hit());
    QueryOptions old = QueryOptions.DEFAULT.withCache(Duration.ofDays(1));
    assertTrue(cache.readOnce(METHOD, "x", old).hit());
    assertEquals(2, servers.plainReads.get());
  }
}
