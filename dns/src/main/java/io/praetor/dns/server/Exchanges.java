// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns.server;

import io.praetor.dns.Admission;
import io.praetor.dns.Client;
import io.praetor.dns.DnsAnswerer;
import io.praetor.dns.DnsSettings;
import io.praetor.dns.KnownHosts;
import io.praetor.dns.Message;
import io.praetor.dns.Reply;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes each query from packet to packet: admission, answer, and what the answer asks of the
/// recursors in between. An event loop calls; it goes on at once for what can be answered from memory,
/// everything else continues on the waiting executor or when a recursor has spoken.
final class Exchanges {
  private static final Logger LOG = LoggerFactory.getLogger("agent.dns");

  /// Queries that wait at a time, for the source or for recursors. One more is dropped, as if its
  /// packet had been lost; the asker repeats it.
  private static final int MOST_WAITING = 4096;

  private final DnsAnswerer answerer;
  private final RecursorClient recursors;
  private final Executor waiting;
  private final QueryTimes times;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom seeds = new SecureRandom();
  private final AtomicInteger waitingNow = new AtomicInteger();
  private volatile DnsSettings settings;

  Exchanges(
      DnsAnswerer answerer,
      DnsSettings settings,
      RecursorClient recursors,
      Executor waiting,
      QueryTimes times) {
    this.answerer = answerer;
    this.settings = settings;
    this.recursors = recursors;
    this.waiting = waiting;
    this.times = times;
  }

  void reload(DnsSettings changed) {
    settings = changed;
  }

  /// Answers one packet. `respond` is called exactly once, from any thread, with the answer or with
  /// null when there shall be none.
  void handle(byte[] packet, Client client, Consumer<byte @Nullable []> respond) {
    switch (Admission.of(packet)) {
      case Admission.Ignored ignored -> respond.accept(null);
      case Admission.Refusal refusal -> respond.accept(refusal.message());
      case Admission.Query(Message query) -> {
        new Exchange(packet, query, client, settings, seeds.nextLong(), respond).answer(false);
      }
    }
  }

  /// One admitted query. Its steps follow one another, so that no two threads are in it at a time.
  private final class Exchange {
    private final byte[] packet;
    private final Message query;
    private final Client client;
    private final DnsSettings settings;
    private final long seed;
    private final Consumer<byte @Nullable []> respond;
    private final long startedNanos = System.nanoTime();
    private KnownHosts known = KnownHosts.NONE;
    private boolean counted;

    Exchange(
        byte[] packet,
        Message query,
        Client client,
        DnsSettings settings,
        long seed,
        Consumer<byte @Nullable []> respond) {
      this.packet = packet;
      this.query = query;
      this.client = client;
      this.settings = settings;
      this.seed = seed;
      this.respond = respond;
    }

    void answer(boolean mayWait) {
      Reply reply;
      try {
        reply =
            answerer.answer(
                query, client, settings, known, seed, clock.instant().getEpochSecond(), mayWait);
      } catch (RuntimeException bug) {
        LOG.error("cannot answer a DNS query: question={}", query.question(), bug);
        finish(null);
        return;
      }
      switch (reply) {
        case Reply.Send send -> finish(send.message());
        case Reply.Silence silence -> finish(null);
        case Reply.Later later -> {
          if (mayStartWaiting()) {
            waiting.execute(() -> answer(true));
          }
        }
        case Reply.Forward forward -> {
          if (mayStartWaiting()) {
            recursors
                .forward(
                    packet,
                    query,
                    client.transport(),
                    forward.recursors(),
                    settings.config().recursorTimeout())
                .whenComplete((said, failed) -> finish(said == null ? forward.onFailure() : said));
          }
        }
        case Reply.Resolve resolve -> {
          if (mayStartWaiting()) {
            recursors
                .resolve(resolve.hosts(), resolve.recursors(), settings.config().recursorTimeout())
                .thenAccept(
                    said -> {
                      known = known.with(said);
                      answer(false);
                    });
          }
        }
      }
    }

    /// Counts this query among those that wait; drops it if they are too many.
    private boolean mayStartWaiting() {
      if (!counted) {
        if (waitingNow.incrementAndGet() > MOST_WAITING) {
          waitingNow.decrementAndGet();
          respond.accept(null);
          return false;
        }
        counted = true;
      }
      return true;
    }

    private void finish(byte @Nullable [] message) {
      if (counted) {
        waitingNow.decrementAndGet();
      }
      times.report(query.question(), settings, System.nanoTime() - startedNanos);
      respond.accept(message);
    }
  }
}
