// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import io.netty.channel.EventLoopGroup;
import io.praetor.gossip.core.packet.Keyring;
import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.Security;
import io.praetor.gossip.core.serf.Coordinate;
import io.praetor.gossip.core.serf.KeyControl;
import io.praetor.gossip.core.serf.KeyQuery;
import io.praetor.gossip.core.serf.Member;
import io.praetor.gossip.core.serf.PoolEvent;
import io.praetor.gossip.core.serf.Queries;
import io.praetor.gossip.core.serf.QueryFilter;
import io.praetor.gossip.core.serf.Serf;
import io.praetor.gossip.core.serf.SerfMessage;
import io.praetor.gossip.core.swim.Effect;
import io.praetor.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running pool: the core with a thread for itself, its port and its files. Any thread may call;
/// futures complete on the pool's thread, and so do the events, which must not wait.
public final class PoolDriver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.serf");
  private static final long JOIN_TIMEOUT_SECONDS = 5;

  private final PoolOptions options;
  private final Consumer<PoolEvent> listener;
  private final LongSupplier clock;
  private final Inbox inbox = new Inbox();
  private final SnapshotFile snapshot;
  private final Map<String, String> rejoinable;
  private final Sockets sockets;
  private final Serf serf;
  private final Thread thread;
  private volatile Security security;
  private volatile List<Member> members;
  private volatile Coordinate coordinate = Coordinate.ORIGIN;
  private volatile boolean running = true;
  private long revision;

  private PoolDriver(
      PoolOptions options,
      EventLoopGroup loops,
      ThreadFactory threads,
      LongSupplier nanoClock,
      RandomGenerator random,
      Consumer<PoolEvent> listener)
      throws IOException {
    long base = nanoClock.getAsLong();
    this.options = options;
    this.listener = listener;
    this.clock = () -> nanoClock.getAsLong() - base; // So that sums of times cannot overflow.
    this.security = options.security();
    this.snapshot = SnapshotFile.open(options.snapshot(), options.rejoinAfterLeave());
    this.rejoinable = snapshot.snapshot().alive();
    this.sockets =
        new Sockets(
            loops,
            options.bind(),
            new Arrivals(),
            () -> security,
            new SecureRandom(),
            options.swim().tcpTimeout());
    InetSocketAddress advertise = options.advertise();
    this.serf =
        new Serf(
            new Serf.Setup(
                options.name(),
                Bytes.wrap(advertise.getAddress().getAddress()),
                advertise.getPort(),
                options.tags(),
                options.versions(),
                options.swim().withOverhead(options.security().overhead()),
                options.serf(),
                options.rules(),
                new Keys(),
                options.reconnect()),
            snapshot.snapshot(),
            random,
            clock.getAsLong());
    this.members = serf.members();
    this.thread = threads.newThread(this::run);
    this.thread.setName("gossip-" + options.label());
  }

  /// Binds the port and begins. With a snapshot of members, rejoins the first that answers.
  ///
  /// @param random for the protocol's choices; used on the pool's thread alone
  /// @param listener is told what happens; called on the pool's thread
  /// @throws IOException when the port or the files cannot be used
  public static PoolDriver start(
      PoolOptions options,
      EventLoopGroup loops,
      ThreadFactory threads,
      LongSupplier nanoClock,
      RandomGenerator random,
      Consumer<PoolEvent> listener)
      throws IOException {
    PoolDriver driver = new PoolDriver(options, loops, threads, nanoClock, random, listener);
    Map<String, String> known = driver.rejoinable;
    driver.thread.start();
    Rejoin.begin(driver, options, known);
    return driver;
  }

  private void run() {
    try {
      settle();
      while (running) {
        long wait = serf.deadline() - clock.getAsLong();
        for (Runnable input : inbox.take(wait)) {
          guarded(input);
        }
        // After the inbox: an answer that has come must count before its time is said to be up.
        if (serf.deadline() <= clock.getAsLong()) {
          guarded(() -> serf.tick(clock.getAsLong()));
        }
        settle();
      }
    } catch (InterruptedException e) {
      LOG.debug("the pool's thread was interrupted: pool={}", options.label());
    } finally {
      running = false;
      try {
        snapshot.close();
      } catch (IOException e) {
        LOG.warn("the snapshot of members was not closed: {}", e.toString());
      }
    }
  }

  /// One input that fails must not stop the pool.
  private void guarded(Runnable input) {
    try {
      input.run();
    } catch (RuntimeException e) {
      LOG.error("gossip input failed: pool={}", options.label(), e);
    }
  }

  /// Carries out what the last inputs brought about.
  private void settle() {
    for (Effect effect : serf.effects()) {
      switch (effect) {
        case Effect.Packet(InetSocketAddress to, byte[] message, boolean checksum) ->
            sockets.send(to, message, checksum);
        case Effect.Exchange(long id, InetSocketAddress to, byte[] message, long timeout) ->
            sockets.exchange(id, to, message, timeout);
        case Effect.Reply(long stream, byte[] message) -> sockets.reply(stream, message);
        case Effect.Close(long stream) -> sockets.close(stream);
        case Effect.Log(Effect.Level level, String text) -> log(level, text);
      }
    }
    if (serf.revision() != revision) {
      revision = serf.revision();
      members = serf.members();
    }
    coordinate = serf.coordinate();
    for (PoolEvent event : serf.events()) {
      guarded(() -> listener.accept(event));
    }
    snapshot.save();
  }

  private void log(Effect.Level level, String text) {
    switch (level) {
      case DEBUG -> LOG.debug("{}: {}", options.label(), text);
      case INFO -> LOG.info("{}: {}", options.label(), text);
      case WARN -> LOG.warn("{}: {}", options.label(), text);
      case ERROR -> LOG.error("{}: {}", options.label(), text);
    }
  }

  private <T> CompletableFuture<T> call(Consumer<CompletableFuture<T>> command) {
    CompletableFuture<T> future = new CompletableFuture<>();
    boolean taken =
        running
            && inbox.offer(
                () -> {
                  try {
                    command.accept(future);
                  } catch (RuntimeException e) {
                    future.completeExceptionally(e);
                  }
                });
    if (!taken) {
      future.completeExceptionally(
          new IllegalStateException(running ? "gossip is too busy" : "gossip has stopped"));
    }
    return future;
  }

  private <T> CompletableFuture<T> ask(Function<Serf, T> question) {
    return call(future -> future.complete(question.apply(serf)));
  }

  /// All known members, this one included, as they are now.
  public List<Member> members() {
    return members;
  }

  public Coordinate coordinate() {
    return coordinate;
  }

  /// Where the other members are, as far as they have told us.
  public CompletableFuture<Map<String, Coordinate>> coordinates() {
    return ask(Serf::coordinates);
  }

  public boolean encrypted() {
    return !security.keyring().isEmpty();
  }

  /// The figures of `consul info`.
  public CompletableFuture<Map<String, String>> stats() {
    return ask(Serf::stats);
  }

  /// Joins through the agent at an address; empty, or why it failed.
  public CompletableFuture<Optional<String>> join(InetSocketAddress address, boolean ignoreOld) {
    return call(
        future ->
            serf.join(
                address,
                ignoreOld,
                error -> future.complete(Optional.ofNullable(error)),
                clock.getAsLong()));
  }

  /// Leaves; completes when the others had time to hear of it. The pool still answers until closed.
  public CompletableFuture<Void> leave() {
    return call(future -> serf.leave(() -> future.complete(null), clock.getAsLong()));
  }

  /// Whether a member has that name.
  public CompletableFuture<Boolean> forceLeave(String name, boolean prune) {
    return ask(core -> core.forceLeave(name, prune, clock.getAsLong()));
  }

  /// Fails with an [IllegalArgumentException] when the event is too long.
  public CompletableFuture<Void> userEvent(String name, Bytes payload, boolean coalesce) {
    return call(
        future -> {
          serf.userEvent(name, payload, coalesce, clock.getAsLong());
          future.complete(null);
        });
  }

  /// Completes when the query is on its way. The answers come on the pool's thread.
  public CompletableFuture<Void> query(
      String name,
      Bytes payload,
      List<QueryFilter> filters,
      boolean acks,
      int relayFactor,
      long timeoutNanos,
      Queries.Answers answers) {
    return call(
        future -> {
          serf.query(
              name, payload, filters, acks, relayFactor, timeoutNanos, answers, clock.getAsLong());
          future.complete(null);
        });
  }

  /// Answers a query that came as [PoolEvent.Asked].
  public CompletableFuture<Void> respond(SerfMessage.Query query, Bytes payload) {
    return call(
        future -> {
          serf.respond(query, payload, clock.getAsLong());
          future.complete(null);
        });
  }

  /// Shows or changes the keys of all members.
  public CompletableFuture<KeyQuery.Result> keys(
      KeyQuery.Operation operation, Bytes key, int relayFactor) {
    return call(
        future -> serf.keys(operation, key, relayFactor, future::complete, clock.getAsLong()));
  }

  public CompletableFuture<Void> tags(Map<String, String> tags) {
    return call(
        future -> {
          serf.tags(tags, clock.getAsLong());
          future.complete(null);
        });
  }

  /// Waits a moment for what is under way. The thread is not interrupted, for it may be writing what
  /// happened last to the snapshot; it is woken by an input, and a full inbox means that it is awake.
  @Override
  public void close() {
    running = false;
    inbox.offer(() -> {});
    try {
      // An interrupt would close the snapshot in the middle of a write, so it is the last resort.
      thread.join(TimeUnit.SECONDS.toMillis(JOIN_TIMEOUT_SECONDS));
      thread.interrupt();
      thread.join(TimeUnit.SECONDS.toMillis(JOIN_TIMEOUT_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sockets.close();
  }

  private final class Arrivals implements Sockets.Receiver {
    @Override
    public void packet(List<Message> messages, InetSocketAddress from) {
      boolean announces = options.announcers().test(from.getAddress());
      inbox.offer(
          () -> {
            for (Message message : messages) {
              if (announces || !(message instanceof Message.Alive)) {
                serf.message(message, from, clock.getAsLong());
              }
            }
          });
    }

    @Override
    public void stream(long id, byte[] message) {
      if (!inbox.offer(() -> serf.stream(id, message, clock.getAsLong()))) {
        sockets.close(id);
      }
    }

    @Override
    public void answered(long id, byte[] message) {
      // Must not be lost: somebody waits for it. The queue drains, and the caller is an event loop
      // that may not wait, so a full queue counts as a failed exchange.
      if (!inbox.offer(() -> serf.answered(id, message, clock.getAsLong()))) {
        LOG.warn("gossip is too busy, an answer is lost: pool={}", options.label());
      }
    }

    @Override
    public void failed(long id, String why) {
      if (!inbox.offer(() -> serf.failed(id, why, clock.getAsLong()))) {
        LOG.warn("gossip is too busy, a failure is lost: pool={}", options.label());
      }
    }
  }

  /// The keys in use; changes are kept in the file first.
  private final class Keys implements KeyControl {
    @Override
    public Keyring ring() {
      return security.keyring();
    }

    @Override
    public void change(Keyring changed) {
      Path file = options.keyringFile();
      if (file != null) {
        try {
          KeyringFile.write(file, changed);
        } catch (IOException e) {
          throw new UncheckedIOException("the keyring cannot be written: " + e.getMessage(), e);
        }
      }
      security = security.with(changed);
    }
  }
}
