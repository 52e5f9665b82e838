// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.packet.Message;
import io.praetor.gossip.core.packet.Messages;
import io.praetor.gossip.core.packet.PacketException;
import io.praetor.gossip.core.swim.BroadcastQueue;
import io.praetor.gossip.core.swim.Effect;
import io.praetor.gossip.core.swim.Formulas;
import io.praetor.gossip.core.swim.Peer;
import io.praetor.gossip.core.swim.Swim;
import io.praetor.gossip.core.swim.SwimListener;
import io.praetor.gossip.core.swim.SwimOptions;
import io.praetor.wire.Bytes;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A member of a serf pool: the one state machine that a driver runs. Inputs carry the time in
/// nanoseconds, which never goes back; after each the caller executes [#effects], hands on [#events]
/// and keeps [Snapshotter#lines]. One thread.
public final class Serf {
  private static final long CLOCK_NOTE_INTERVAL = 500_000_000;
  private static final int QUEUE = 4096;
  private static final int QUERY_TIMEOUT_MULT = 16;

  /// What a pool is made from.
  ///
  /// @param transmitMult how often a broadcast is sent, as for memberlist's own
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

  private final Setup setup;
  private final SerfOptions options;
  private final RandomGenerator random;
  private final Swim swim;
  private final MemberTable members;
  private final Queries queries = new Queries();
  private final EventRing ring = new EventRing();
  private final Internal internal;
  private final Vivaldi vivaldi;
  private final Snapshotter snapshot;
  private final LamportClock clock = new LamportClock();
  private final LamportClock eventClock = new LamportClock();
  private final LamportClock queryClock = new LamportClock();
  private final BroadcastQueue intents = new BroadcastQueue(QUEUE);
  private final BroadcastQueue questions = new BroadcastQueue(QUEUE);
  private final BroadcastQueue userEvents = new BroadcastQueue(QUEUE);
  private final Departure departure = new Departure();
  private final List<Pruning> prunings = new ArrayList<>();
  private Map<String, String> tags;
  private List<PoolEvent> events = new ArrayList<>();
  private Runnable departed = () -> {};
  private long eventMinTime;
  private long queryMinTime;
  private int joinsIgnoringOld;
  private boolean resolvingConflict;
  private long nextReap;
  private long nextReconnect;
  private long nextClockNote;
  private long now;

  /// A member that is forgotten after the news of its leaving has gone round.
  private record Pruning(String name, long at) {}

  /// @param snapshot what an earlier run left
  /// @throws IllegalArgumentException when the tags are too long
  public Serf(Setup setup, Snapshotter snapshot, RandomGenerator random, long now) {
    this.setup = setup;
    this.options = setup.serf();
    this.random = random;
    this.snapshot = snapshot;
    this.now = now;
    this.tags = setup.tags();
    this.members = new MemberTable(this::happened, options.recentIntentTimeout());
    this.vivaldi = new Vivaldi(random);
    clock.witness(snapshot.clock());
    eventClock.witness(snapshot.eventClock());
    queryClock.witness(snapshot.queryClock());
    eventMinTime = snapshot.eventClock() == 0 ? 0 : snapshot.eventClock() + 1;
    queryMinTime = snapshot.queryClock() == 0 ? 0 : snapshot.queryClock() + 1;
    nextReap = now + options.reapInterval();
    nextReconnect = now + options.reconnectInterval();
    nextClockNote = now + CLOCK_NOTE_INTERVAL;
    Message.Alive self =
        new Message.Alive(
            0,
            setup.name(),
            setup.addr(),
            setup.port(),
            meta(setup.tags()),
            setup.versions().vsn());
    this.swim = new Swim(self, setup.swim(), new Below(), random, now);
    this.internal =
        new Internal(
            setup.name(), members, setup.keys(), options.queryResponseSizeLimit(), swim::log);
  }

  private static Bytes meta(Map<String, String> tags) {
    Bytes meta = Tags.encode(tags);
    if (meta.size() > Tags.MAX_BYTES) {
      throw new IllegalArgumentException(
          "Encoded length of tags exceeds limit of " + Tags.MAX_BYTES + " bytes");
    }
    return meta;
  }

  // --- what comes out
  // -----------------------------------------------------------------------------

  public List<Effect> effects() {
    return swim.effects();
  }

  public List<PoolEvent> events() {
    List<PoolEvent> drained = events;
    events = new ArrayList<>();
    return drained;
  }

  public Snapshotter snapshot() {
    return snapshot;
  }

  private void happened(PoolEvent event) {
    events.add(event);
    snapshot.event(event);
  }

  // --- time and bytes
  // -----------------------------------------------------------------------------

  public long deadline() {
    long own = Math.min(nextReap, Math.min(nextReconnect, nextClockNote));
    long waits = Math.min(queries.deadline(), departure.deadline());
    for (Pruning pruning : prunings) {
      waits = Math.min(waits, pruning.at());
    }
    return Math.min(swim.deadline(), Math.min(own, waits));
  }

  public void tick(long time) {
    now = time;
    swim.tick(time);
    queries.tick(time);
    if (departure.deadline() <= time) {
      advanceDeparture();
    }
    if (!prunings.isEmpty()) {
      prune();
    }
    if (time >= nextClockNote) {
      nextClockNote = time + CLOCK_NOTE_INTERVAL;
      snapshot.clocks(clock.time() - 1, eventClock.time() - 1, queryClock.time() - 1);
    }
    if (time >= nextReap) {
      nextReap = time + options.reapInterval();
      members.reap(options, setup.reconnect()::timeout, time).forEach(vivaldi::forget);
    }
    if (time >= nextReconnect) {
      nextReconnect = time + options.reconnectInterval();
      reconnect();
    }
  }

  private void reconnect() {
    List<MemberTable.Entry> failed =
        members.entries().stream().filter(e -> e.status() == MemberStatus.FAILED).toList();
    if (failed.isEmpty() || !departure.staying()) {
      return;
    }
    int alive = Math.max(1, members.size() - failed.size() - members.count(MemberStatus.LEFT));
    if (random.nextDouble() > (double) failed.size() / alive) {
      return;
    }
    Member member = failed.get(random.nextInt(failed.size())).member;
    swim.log(Effect.Level.INFO, "attempting reconnect to " + member.name());
    swim.join(Peer.address(member.addr(), member.port()), error -> {}, now);
  }

  /// See [Swim#message].
  public void message(Message message, InetSocketAddress from, long time) {
    now = time;
    swim.message(message, from, time);
  }

  /// See [Swim#stream].
  public void stream(long stream, byte[] message, long time) {
    now = time;
    swim.stream(stream, message, time);
  }

  /// See [Swim#answered].
  public void answered(long id, byte[] message, long time) {
    now = time;
    swim.answered(id, message, time);
  }

  /// See [Swim#failed].
  public void failed(long id, String why, long time) {
    now = time;
    swim.failed(id, why, time);
  }

  // --- commands
  // -----------------------------------------------------------------------------------

  /// Joins through one agent. `done` is told null, or why it failed.
  ///
  /// @param ignoreOld whether user events from before the join are left out
  public void join(
      InetSocketAddress to, boolean ignoreOld, Consumer<@Nullable String> done, long time) {
    now = time;
    if (!departure.staying()) {
      done.accept("Serf can't join after Leave or Shutdown");
      return;
    }
    joinsIgnoringOld += ignoreOld ? 1 : 0;
    swim.join(
        to,
        error -> {
          joinsIgnoringOld -= ignoreOld ? 1 : 0;
          if (error == null) {
            announceJoin();
          }
          done.accept(error);
        },
        time);
  }

  private void announceJoin() {
    SerfMessage.Join join = new SerfMessage.Join(clock.time(), setup.name());
    clock.witness(join.ltime());
    members.joinIntent(join, now);
    intents.add(null, SerfMessage.encode(join), null);
  }

  /// Leaves for good; `done` runs when others had time to hear of it.
  public void leave(Runnable done, long time) {
    now = time;
    if (!departure.staying()) {
      done.run();
      return;
    }
    departed = done;
    snapshot.leave();
    departure.enter(Departure.Step.INTENT_TOLD, time + options.broadcastTimeout());
    SerfMessage.Leave leave = new SerfMessage.Leave(clock.time(), setup.name(), false);
    clock.increment();
    members.leaveIntent(leave, time);
    if (swim.anyAlive()) {
      intents.add(null, SerfMessage.encode(leave), () -> told(Departure.Step.INTENT_TOLD));
    } else {
      advanceDeparture();
    }
  }

  private void told(Departure.Step step) {
    if (departure.step() == step) {
      // On the next tick: this runs while broadcasts are taken for a packet.
      departure.enter(step, now);
    }
  }

  private void advanceDeparture() {
    boolean company = swim.anyAlive();
    switch (departure.step()) {
      case STAYING, GONE -> departure.enter(departure.step(), Long.MAX_VALUE);
      case INTENT_TOLD -> {
        departure.enter(Departure.Step.DEATH_TOLD, now + options.broadcastTimeout());
        swim.leave(() -> told(Departure.Step.DEATH_TOLD), now);
        if (!company) {
          advanceDeparture();
        }
      }
      case DEATH_TOLD -> {
        departure.enter(Departure.Step.LINGERING, now + options.leavePropagateDelay());
        if (!company) {
          advanceDeparture();
        }
      }
      case LINGERING -> {
        departure.enter(Departure.Step.GONE, Long.MAX_VALUE);
        departed.run();
      }
    }
  }

  /// Declares a member to have left; with `prune` it is forgotten as well. False when nobody has
  /// that name.
  public boolean forceLeave(String name, boolean prune, long time) {
    now = time;
    if (members.get(name) == null) {
      return false;
    }
    SerfMessage.Leave leave = new SerfMessage.Leave(clock.time(), name, prune);
    clock.increment();
    leaveIntent(leave);
    if (swim.anyAlive()) {
      intents.add(null, SerfMessage.encode(leave), null);
    }
    return true;
  }

  /// Sends an event to all members, this one included.
  ///
  /// @throws IllegalArgumentException with serf's text when it is too long
  public void userEvent(String name, Bytes payload, boolean coalesce, long time) {
    now = time;
    int limit = options.userEventSizeLimit();
    if (Bytes.utf8(name).size() + payload.size() > limit) {
      throw new IllegalArgumentException(
          "user event exceeds configured limit of " + limit + " bytes before encoding");
    }
    SerfMessage.UserEvent event =
        new SerfMessage.UserEvent(eventClock.time(), name, payload, coalesce);
    byte[] encoded = SerfMessage.encode(event);
    if (encoded.length > limit) {
      throw new IllegalArgumentException(
          "encoded user event exceeds configured limit of " + limit + " bytes after encoding");
    }
    eventClock.increment();
    accept(event);
    userEvents.add(null, encoded, null);
  }

  /// Asks all members that pass the filters.
  ///
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
    now = time;
    long wait = timeout > 0 ? timeout : defaultQueryTimeout();
    SerfMessage.Query query =
        new SerfMessage.Query(
            queryClock.time(),
            random.nextInt() & 0xffff_ffffL,
            setup.addr(),
            setup.port(),
            setup.name(),
            filters.stream().map(QueryFilter::encode).toList(),
            acks ? SerfMessage.Query.FLAG_ACK : 0,
            relayFactor,
            wait,
            name,
            payload);
    byte[] encoded = SerfMessage.encode(query);
    if (encoded.length > options.querySizeLimit()) {
      throw new IllegalArgumentException(
          "query exceeds limit of " + options.querySizeLimit() + " bytes");
    }
    if (!queries.ask(query.id(), query.ltime(), time + wait, answers)) {
      throw new IllegalArgumentException("too many queries are waiting for answers");
    }
    queryClock.increment();
    accept(query);
    questions.add(null, encoded, null);
  }

  private long defaultQueryTimeout() {
    return options.queryGossipInterval()
        * Formulas.retransmitLimit(QUERY_TIMEOUT_MULT, swim.size());
  }

  /// Shows or changes the keys of all members.
  public void keys(
      KeyQuery.Operation operation,
      Bytes key,
      int relayFactor,
      Consumer<KeyQuery.Result> done,
      long time) {
    KeyQuery sum = new KeyQuery(members.count(MemberStatus.ALIVE), done);
    query(operation.query(), KeyQuery.payload(key), List.of(), false, relayFactor, 0, sum, time);
  }

  /// Answers a query that was handed on.
  ///
  /// @throws IllegalArgumentException when the answer is too long
  public void respond(SerfMessage.Query query, Bytes payload, long time) {
    now = time;
    respond(query, 0, payload);
  }

  /// Tells the others of new tags.
  public void tags(Map<String, String> changed, long time) {
    now = time;
    swim.updateMeta(meta(changed), time);
    tags = Map.copyOf(changed);
  }

  // --- what it knows
  // ------------------------------------------------------------------------------

  public List<Member> members() {
    return members.list();
  }

  /// Changes whenever [#members] does.
  public long revision() {
    return members.revision();
  }

  public Coordinate coordinate() {
    return vivaldi.own();
  }

  /// The figures that `consul info` prints, apart from whether the pool is encrypted.
  public Map<String, String> stats() {
    return Map.ofEntries(
        Map.entry("coordinate_resets", Integer.toString(vivaldi.resets())),
        Map.entry("event_queue", Integer.toString(userEvents.size())),
        Map.entry("event_time", Long.toUnsignedString(eventClock.time())),
        Map.entry("failed", Integer.toString(members.count(MemberStatus.FAILED))),
        Map.entry("health_score", Integer.toString(swim.healthScore())),
        Map.entry("intent_queue", Integer.toString(intents.size())),
        Map.entry("left", Integer.toString(members.count(MemberStatus.LEFT))),
        Map.entry("member_time", Long.toUnsignedString(clock.time())),
        Map.entry("members", Integer.toString(members.size())),
        Map.entry("query_queue", Integer.toString(questions.size())),
        Map.entry("query_time", Long.toUnsignedString(queryClock.time())));
  }

  /// For simulations: the machine below.
  Swim swim() {
    return swim;
  }

  // --- messages of this layer
  // -----------------------------------------------------------------------

  private void take(SerfMessage message) {
    switch (message) {
      case SerfMessage.Leave leave -> {
        if (leaveIntent(leave)) {
          intents.add(null, SerfMessage.encode(leave), null);
        }
      }
      case SerfMessage.Join join -> {
        clock.witness(join.ltime());
        if (members.joinIntent(join, now)) {
          intents.add(null, SerfMessage.encode(join), null);
        }
      }
      case SerfMessage.UserEvent event -> {
        if (accept(event)) {
          userEvents.add(null, SerfMessage.encode(event), null);
        }
      }
      case SerfMessage.Query query -> {
        if (accept(query) && !query.stopsHere()) {
          questions.add(null, SerfMessage.encode(query), null);
        }
      }
      case SerfMessage.QueryResponse response -> queries.answer(response);
      case SerfMessage.Relay relay -> relay(relay);
      case SerfMessage.PushPull _ -> swim.log(Effect.Level.WARN, "push/pull outside of a stream");
    }
  }

  /// Whether it is news.
  private boolean accept(SerfMessage.UserEvent event) {
    eventClock.witness(event.ltime());
    if (Long.compareUnsigned(event.ltime(), eventMinTime) < 0
        || !ring.add(event, eventClock.time())) {
      return false;
    }
    happened(new PoolEvent.User(event.ltime(), event.name(), event.payload(), event.coalesce()));
    return true;
  }

  /// Whether it is news; answers it if it is meant for us.
  private boolean accept(SerfMessage.Query query) {
    queryClock.witness(query.ltime());
    if (Long.compareUnsigned(query.ltime(), queryMinTime) < 0
        || !queries.firstTime(query, queryClock.time())) {
      return false;
    }
    if (!QueryFilter.allows(query.filters(), setup.name(), tags)) {
      return true;
    }
    if (query.wantsAck()) {
      respond(query, SerfMessage.Query.FLAG_ACK, Bytes.NIL);
    }
    if (query.name().startsWith(Internal.PREFIX)) {
      Bytes answer = internal.answer(query);
      if (answer != null) {
        respond(query, 0, answer);
      }
    } else {
      happened(new PoolEvent.Asked(query));
    }
    return true;
  }

  private void respond(SerfMessage.Query query, long flags, Bytes payload) {
    SerfMessage.QueryResponse response =
        new SerfMessage.QueryResponse(query.ltime(), query.id(), setup.name(), flags, payload);
    byte[] encoded = SerfMessage.encode(response);
    if (encoded.length > options.queryResponseSizeLimit()) {
      throw new IllegalArgumentException(
          "response exceeds limit of " + options.queryResponseSizeLimit() + " bytes");
    }
    if (query.sourceNode().equals(setup.name())) {
      queries.answer(response);
      return;
    }
    if (!reachable(query.addr(), query.port())) {
      return;
    }
    swim.sendUser(Peer.address(query.addr(), query.port()), encoded);
    if (query.relayFactor() > 0) {
      relayed(query, encoded);
    }
  }

  private void relayed(SerfMessage.Query query, byte[] response) {
    if (members.size() < query.relayFactor() + 1) {
      return;
    }
    byte[] relay =
        SerfMessage.encode(
            new SerfMessage.Relay(
                query.addr(), query.port(), query.sourceNode(), Bytes.wrap(response)));
    if (relay.length > options.queryResponseSizeLimit()) {
      return;
    }
    List<Member> helpers = new ArrayList<>();
    List<Member> all = members.list();
    for (int tries = 0; tries < 3 * all.size() && helpers.size() < query.relayFactor(); tries++) {
      Member member = all.get(random.nextInt(all.size()));
      if (member.status() == MemberStatus.ALIVE
          && member.versions().protocolMax() >= 5
          && !member.name().equals(setup.name())
          && !helpers.contains(member)) {
        helpers.add(member);
      }
    }
    for (Member helper : helpers) {
      swim.sendUser(Peer.address(helper.addr(), helper.port()), relay);
    }
  }

  private void relay(SerfMessage.Relay relay) {
    if (reachable(relay.ip(), relay.port())) {
      swim.sendUser(Peer.address(relay.ip(), relay.port()), relay.inner().shared());
    }
  }

  private static boolean reachable(Bytes addr, int port) {
    return (addr.size() == 4 || addr.size() == 16) && port > 0 && port < 65_536;
  }

  private boolean leaveIntent(SerfMessage.Leave leave) {
    clock.witness(leave.ltime());
    MemberTable.Entry entry = members.get(leave.node());
    if (entry != null && Long.compareUnsigned(leave.ltime(), entry.statusLTime) <= 0) {
      return false;
    }
    if (entry != null && leave.node().equals(setup.name()) && departure.staying()) {
      swim.log(Effect.Level.DEBUG, "Refuting an older leave intent");
      announceJoin();
      return false;
    }
    boolean news = members.leaveIntent(leave, now);
    if (news && leave.prune() && entry != null) {
      long wait =
          entry.status() == MemberStatus.LEAVING
              ? options.broadcastTimeout() + options.leavePropagateDelay()
              : 0;
      prunings.add(new Pruning(leave.node(), now + wait));
      prune();
    }
    return news;
  }

  private void prune() {
    for (Pruning pruning : List.copyOf(prunings)) {
      if (pruning.at() <= now) {
        prunings.remove(pruning);
        MemberTable.Entry entry = members.get(pruning.name());
        if (entry != null
            && (entry.status() == MemberStatus.LEFT || entry.status() == MemberStatus.LEAVING)) {
          members.erase(entry);
          vivaldi.forget(pruning.name());
        }
      }
    }
  }

  /// What memberlist below tells and asks.
  private final class Below implements SwimListener {
    @Override
    public void joined(Peer peer) {
      members.joined(peer);
    }

    @Override
    public void left(Peer peer) {
      members.left(peer, now);
    }

    @Override
    public void updated(Peer peer) {
      members.updated(peer);
    }

    @Override
    public void conflict(Peer existing, Peer other) {
      if (!existing.name().equals(setup.name())
          || !options.resolveConflicts()
          || resolvingConflict) {
        return;
      }
      resolvingConflict = true;
      query(
          Internal.CONFLICT,
          Bytes.utf8(setup.name()),
          List.of(),
          false,
          0,
          0,
          new ConflictVote(),
          now);
    }

    @Override
    public @Nullable String refuseAlive(Peer peer) {
      return setup.rules().refuse(MemberTable.member(peer, MemberStatus.ALIVE));
    }

    @Override
    public @Nullable String refuseMerge(List<Peer> peers) {
      return setup
          .rules()
          .refuseMerge(peers.stream().map(p -> MemberTable.member(p, MemberStatus.NONE)).toList());
    }

    @Override
    public void userMessage(Bytes message) {
      try {
        take(SerfMessage.decode(message));
      } catch (PacketException | IllegalArgumentException e) {
        swim.log(Effect.Level.WARN, "serf message refused: " + e.getMessage());
      }
    }

    @Override
    public List<byte[]> broadcasts(int overhead, int room) {
      int limit = Formulas.retransmitLimit(setup.swim().retransmitMult(), swim.size());
      List<byte[]> taken = new ArrayList<>();
      int left = room;
      for (BroadcastQueue queue : List.of(intents, questions, userEvents)) {
        for (byte[] message : queue.take(overhead, left, limit)) {
          taken.add(message);
          left -= message.length + overhead;
        }
      }
      return taken;
    }

    @Override
    public Bytes localState(boolean join) {
      return Bytes.wrap(SerfMessage.encode(state()));
    }

    @Override
    public void mergeRemoteState(Bytes state, boolean join) {
      try {
        if (SerfMessage.decode(state) instanceof SerfMessage.PushPull remote) {
          merge(remote, join);
        }
      } catch (PacketException e) {
        swim.log(Effect.Level.ERROR, "Failed to decode remote state: " + e.getMessage());
      }
    }

    @Override
    public Bytes ackPayload() {
      return options.coordinates()
          ? Bytes.wrap(Messages.typed(1, Coordinate.CODEC, vivaldi.own()))
          : Bytes.NIL;
    }

    @Override
    public void pinged(Peer peer, long rtt, Bytes payload) {
      if (!options.coordinates() || payload.isEmpty() || payload.at(0) != 1) {
        return;
      }
      try {
        Coordinate other = Messages.body(Coordinate.CODEC, payload.shared(), 0, payload.size());
        vivaldi.update(peer.name(), other, rtt / 1e9);
      } catch (PacketException e) {
        swim.log(Effect.Level.ERROR, "Failed to decode coordinate from ping: " + e.getMessage());
      }
    }
  }

  private SerfMessage.PushPull state() {
    Map<String, Long> times = new HashMap<>();
    List<String> left = new ArrayList<>();
    for (MemberTable.Entry entry : members.entries()) {
      times.put(entry.member.name(), entry.statusLTime);
      if (entry.status() == MemberStatus.LEFT) {
        left.add(entry.member.name());
      }
    }
    return new SerfMessage.PushPull(
        clock.time(), times, left, eventClock.time(), ring.all(), queryClock.time());
  }

  private void merge(SerfMessage.PushPull remote, boolean join) {
    if (remote.ltime() != 0) {
      clock.witness(remote.ltime() - 1);
    }
    if (remote.eventLTime() != 0) {
      eventClock.witness(remote.eventLTime() - 1);
    }
    if (remote.queryLTime() != 0) {
      queryClock.witness(remote.queryLTime() - 1);
    }
    // Those who left come first, one past the time they joined at, which they must have left after.
    Set<String> left = Set.copyOf(remote.leftMembers());
    for (String name : left) {
      Long joined = remote.statusLTimes().get(name);
      if (joined != null) {
        leaveIntent(new SerfMessage.Leave(joined + 1, name, false));
      }
    }
    for (Map.Entry<String, Long> status : remote.statusLTimes().entrySet()) {
      if (!left.contains(status.getKey())) {
        SerfMessage.Join intent = new SerfMessage.Join(status.getValue(), status.getKey());
        clock.witness(intent.ltime());
        members.joinIntent(intent, now);
      }
    }
    if (join
        && joinsIgnoringOld > 0
        && Long.compareUnsigned(remote.eventLTime(), eventMinTime) > 0) {
      eventMinTime = remote.eventLTime();
    }
    for (SerfMessage.EventSlot slot : remote.events()) {
      if (slot != null) {
        for (SerfMessage.NamedEvent event : slot.events()) {
          accept(new SerfMessage.UserEvent(slot.ltime(), event.name(), event.payload(), false));
        }
      }
    }
  }

  /// Counts who knows us by our own address.
  private final class ConflictVote implements Queries.Answers {
    private int answers;
    private int forUs;

    @Override
    public void response(String from, Bytes payload) {
      Member known = Internal.conflictAnswer(payload);
      if (known != null) {
        answers++;
        forUs += known.addr().equals(setup.addr()) && known.port() == setup.port() ? 1 : 0;
      }
    }

    @Override
    public void done() {
      resolvingConflict = false;
      if (forUs >= answers / 2 + 1) {
        swim.log(Effect.Level.INFO, "majority in name conflict resolution");
      } else {
        swim.log(Effect.Level.WARN, "minority in name conflict resolution, quitting");
        happened(new PoolEvent.NameLost());
      }
    }
  }
}
