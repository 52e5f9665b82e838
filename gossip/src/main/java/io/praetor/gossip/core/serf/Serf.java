// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.swim.Effect;
import io.praetor.gossip.core.swim.Peer;
import io.praetor.gossip.core.swim.Swim;
import io.praetor.gossip.core.swim.SwimOptions;
import io.praetor.wire.Bytes;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A member of a serf pool: the one state machine that a driver runs. Inputs carry the time in
/// nanoseconds, which never goes back; after each the caller executes [#effects], hands on [#events]
/// and keeps [Snapshotter#lines]. One thread.
public final class Serf {
  private static final long CLOCK_NOTE_INTERVAL = 500_000_000;

  /// What a pool is made from. `addr` is 4 or 16 bytes.
  public record Setup(
      String name,
      Bytes addr,
      int port,
      Map<String, String> tags,
      Member.Versions versions,
      SwimOptions swim,
      SerfOptions serf,
      PoolRules rules,
      KeyControl keys,
      MemberReconnect reconnect) {
    public Setup {
      tags = Map.copyOf(tags);
    }
  }

  /// How long a failed member is kept: what it announced, or the pool's own time.
  public interface MemberReconnect {
    MemberReconnect STANDARD = (member, standard) -> standard;

    long timeout(Member member, long standard);
  }

  private final SerfEnv env;
  private final Swim swim;
  private final Intents intents;
  private final UserEvents userEvents;
  private final QueryDesk desk;
  private final NameConflict conflict;
  private final StateExchange exchange;
  private final Leaving leaving;
  private long nextReap;
  private long nextReconnect;
  private long nextClockNote;

  /// @param snapshot what an earlier run left
  /// @throws IllegalArgumentException when the tags are too long
  public Serf(Setup setup, Snapshotter snapshot, RandomGenerator random, long now) {
    env = new SerfEnv(setup, snapshot, random, now);
    intents = new Intents(env);
    userEvents = new UserEvents(env);
    desk = new QueryDesk(env);
    exchange = new StateExchange(env, intents, userEvents);
    leaving = new Leaving(env);
    nextReap = now + env.options.reapInterval();
    nextReconnect = now + env.options.reconnectInterval();
    nextClockNote = now + CLOCK_NOTE_INTERVAL;
    Message.Alive self =
        new Message.Alive(
            0,
            setup.name(),
            setup.addr(),
            setup.port(),
            meta(setup.tags()),
            setup.versions().vsn());
    conflict = new NameConflict(env, desk);
    FromSwim below = new FromSwim(env, intents, userEvents, desk, exchange, conflict);
    swim = new Swim(self, setup.swim(), below, random, now);
    env.swim(swim);
  }

  private static Bytes meta(Map<String, String> tags) {
    Bytes meta = Tags.encode(tags);
    if (meta.size() > Tags.MAX_BYTES) {
      throw new IllegalArgumentException(
          "Encoded length of tags exceeds limit of " + Tags.MAX_BYTES + " bytes");
    }
    return meta;
  }

  /// Knows from now on what another member knows, as if it had heard all of it long ago, and has
  /// nothing to tell. For pools that are to begin converged: both must know of both.
  public void adopt(Serf other, long now) {
    env.now = now;
    swim.adopt(other.swim, now);
    env.members.adopt(other.env.members);
    env.snapshot.adopt(other.env.snapshot);
    env.clock.witness(other.env.clock.time() - 1);
    env.intents.clear();
    env.drain();
  }

  /// What is to be done since the last call, in order.
  public List<Effect> effects() {
    return swim.effects();
  }

  /// What happened since the last call, in order.
  public List<PoolEvent> events() {
    return env.drain();
  }

  public Snapshotter snapshot() {
    return env.snapshot;
  }

  /// When [#tick] has something to do next.
  public long deadline() {
    long own = Math.min(nextReap, nextReconnect);
    if (clocksMoved()) {
      own = Math.min(own, nextClockNote);
    }
    long waits = Math.min(desk.deadline(), env.departure.deadline());
    waits = Math.min(waits, conflict.deadline());
    return Math.min(Math.min(swim.deadline(), own), Math.min(waits, intents.deadline()));
  }

  public void tick(long time) {
    env.now = time;
    swim.tick(time);
    conflict.tick();
    desk.tick();
    leaving.tick();
    intents.tick();
    if (time >= nextClockNote && clocksMoved()) {
      nextClockNote = time + CLOCK_NOTE_INTERVAL;
      env.snapshot.clocks(
          env.clock.time() - 1, env.eventClock.time() - 1, env.queryClock.time() - 1);
    }
    if (time >= nextReap) {
      nextReap = time + env.options.reapInterval();
      env.members
          .reap(env.options, env.setup.reconnect()::timeout, time)
          .forEach(env.vivaldi::forget);
    }
    if (time >= nextReconnect) {
      nextReconnect = time + env.options.reconnectInterval();
      reconnect();
    }
  }

  private boolean clocksMoved() {
    return env.clock.time() - 1 != env.snapshot.clock()
        || env.eventClock.time() - 1 != env.snapshot.eventClock()
        || env.queryClock.time() - 1 != env.snapshot.queryClock();
  }

  /// Tries one failed member, the more likely the more there are of them.
  private void reconnect() {
    List<MemberTable.Entry> failed = env.members.gone(MemberStatus.FAILED);
    if (failed.isEmpty() || !env.departure.staying()) {
      return;
    }
    int left = env.members.gone(MemberStatus.LEFT).size();
    int alive = Math.max(1, env.members.size() - failed.size() - left);
    if (env.random.nextDouble() > (double) failed.size() / alive) {
      return;
    }
    Member member = failed.get(env.random.nextInt(failed.size())).member();
    env.log(Effect.Level.INFO, "attempting reconnect to " + member.name());
    swim.join(Peer.address(member.addr(), member.port()), error -> {}, env.now);
  }

  /// See [Swim#message].
  public void message(Message message, InetSocketAddress from, long time) {
    env.now = time;
    swim.message(message, from, time);
  }

  /// See [Swim#stream].
  public void stream(long stream, byte[] message, long time) {
    env.now = time;
    swim.stream(stream, message, time);
  }

  /// See [Swim#answered].
  public void answered(long id, byte[] message, long time) {
    env.now = time;
    swim.answered(id, message, time);
  }

  /// See [Swim#failed].
  public void failed(long id, String why, long time) {
    env.now = time;
    swim.failed(id, why, time);
  }

  /// Joins through one agent. `done` is told null, or why it failed.
  ///
  /// @param ignoreOld whether user events from before the join are left out
  public void join(
      InetSocketAddress to, boolean ignoreOld, Consumer<@Nullable String> done, long time) {
    env.now = time;
    if (!env.departure.staying()) {
      done.accept("Serf can't join after Leave or Shutdown");
      return;
    }
    if (ignoreOld) {
      exchange.ignoringOld(true);
    }
    swim.join(
        to,
        error -> {
          if (ignoreOld) {
            exchange.ignoringOld(false);
          }
          if (error == null) {
            intents.announceJoin();
          }
          done.accept(error);
        },
        time);
  }

  /// Leaves for good; `done` runs when others had time to hear of it.
  public void leave(Runnable done, long time) {
    env.now = time;
    leaving.begin(done);
  }

  /// Declares a member to have left; with `prune` it is forgotten as well. False when nobody has
  /// that name.
  public boolean forceLeave(String name, boolean prune, long time) {
    env.now = time;
    return intents.force(name, prune);
  }

  /// Sends an event to all members, this one included.
  ///
  /// @throws IllegalArgumentException with serf's text when it is too long
  public void userEvent(String name, Bytes payload, boolean coalesce, long time) {
    env.now = time;
    userEvents.send(name, payload, coalesce);
  }

  /// Asks all members that pass the filters.
  ///
  /// @param relayFactor how many others also carry each answer
  /// @param timeout nanoseconds; 0 for the usual time
  /// @throws IllegalArgumentException with serf's text when it is too long
  public void query(
      String name,
      Bytes payload,
      List<QueryFilter> filters,
      boolean acks,
      int relayFactor,
      long timeout,
      Queries.Answers answers,
      long time) {
    env.now = time;
    desk.ask(name, payload, filters, acks, relayFactor, timeout, answers);
  }

  /// Shows or changes the keys of all members.
  public void keys(
      KeyQuery.Operation operation,
      Bytes key,
      int relayFactor,
      Consumer<KeyQuery.Result> done,
      long time) {
    KeyQuery sum = new KeyQuery(env.members.count(MemberStatus.ALIVE), done);
    query(operation.query(), KeyQuery.payload(key), List.of(), false, relayFactor, 0, sum, time);
  }

  /// Answers a query that was handed on.
  ///
  /// @throws IllegalArgumentException when the answer is too long
  public void respond(SerfMessage.Query query, Bytes payload, long time) {
    env.now = time;
    desk.respond(query, 0, payload);
  }

  /// Tells the others of new tags.
  public void tags(Map<String, String> changed, long time) {
    env.now = time;
    swim.updateMeta(meta(changed), time);
    env.tags = Map.copyOf(changed);
  }

  /// In no particular order.
  public List<Member> members() {
    return env.members.list();
  }

  public @Nullable Member member(String name) {
    MemberTable.Entry entry = env.members.get(name);
    return entry == null ? null : entry.member();
  }

  /// Changes whenever [#members] does.
  public long revision() {
    return env.members.revision();
  }

  public Coordinate coordinate() {
    return env.vivaldi.own();
  }

  /// Where the other members are, as far as they have told us and it is kept.
  public Map<String, Coordinate> coordinates() {
    return env.vivaldi.others();
  }

  /// The figures that `consul info` prints, apart from whether the pool is encrypted.
  public Map<String, String> stats() {
    return Map.ofEntries(
        Map.entry("coordinate_resets", Integer.toString(env.vivaldi.resets())),
        Map.entry("event_queue", Integer.toString(env.userEvents.size())),
        Map.entry("event_time", Long.toUnsignedString(env.eventClock.time())),
        Map.entry("failed", Integer.toString(env.members.count(MemberStatus.FAILED))),
        Map.entry("health_score", Integer.toString(swim.healthScore())),
        Map.entry("intent_queue", Integer.toString(env.intents.size())),
        Map.entry("left", Integer.toString(env.members.count(MemberStatus.LEFT))),
        Map.entry("member_time", Long.toUnsignedString(env.clock.time())),
        Map.entry("members", Integer.toString(env.members.size())),
        Map.entry("query_queue", Integer.toString(env.questions.size())),
        Map.entry("query_time", Long.toUnsignedString(env.queryClock.time())));
  }
}
