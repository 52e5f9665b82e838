// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.praetor.raft.Configuration;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.SnapshotMeta;
import io.praetor.raft.Suffrage;
import io.praetor.raft.core.Fault;
import io.praetor.raft.core.Input;
import io.praetor.raft.core.Outcome;
import io.praetor.raft.core.ProposalId;
import io.praetor.raft.history.History;
import io.praetor.raft.history.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A whole cluster, its clients and its misfortunes in virtual time, all from one seed: the same
/// seed and code give the same run to the last message. Throws [Violation] when something happens
/// that must not.
final class Simulation {
  /// What a run was, when nothing was wrong with it; `nanos` is how long it was in its own time.
  record Report(
      long seed,
      long nanos,
      long events,
      long writes,
      long reads,
      long restored,
      int elections,
      long dropped,
      long troubles) {}

  private static final long TROUBLED_NANOS = SECONDS.toNanos(15);
  private static final int TRACE_LINES = Integer.getInteger("sim.trace", 400);

  private final long seed;
  private final Fault fault;
  private final boolean tracing;
  private final RandomGenerator random;
  private final Profile profile;
  private final Agenda agenda = new Agenda();
  private final SimNetwork network;
  private final History history = new History();
  private final Ledger ledger = new Ledger(history);
  private final Map<ServerId, SimServer> servers = new LinkedHashMap<>();
  private final Map<String, Long> acknowledged = new LinkedHashMap<>();
  private final Deque<String> trace = new ArrayDeque<>();
  private final Nemesis nemesis;
  private long lastId;
  private long lastHandle;

  Simulation(long seed, Fault fault, boolean tracing) {
    this.seed = seed;
    this.fault = fault;
    this.tracing = tracing;
    this.random = new Random(seed);
    this.profile = Profile.of(random);
    this.network =
        new SimNetwork(agenda, random, profile, (to, input) -> server(to).deliver(input));
    this.nemesis = new Nemesis(this);
    List<Server> voters = new ArrayList<>();
    for (int i = 1; i <= profile.servers(); i++) {
      ServerId id = new ServerId("s" + i);
      voters.add(new Server(id, address(id), Suffrage.VOTER));
    }
    Configuration first = new Configuration(voters);
    for (int i = 1; i <= profile.servers() + profile.spares(); i++) {
      ServerId id = new ServerId("s" + i);
      servers.put(id, new SimServer(id, this, first.contains(id) ? first : null));
    }
  }

  /// The connections that a process had opened break with it, and its host says so, if it gets
  /// through.
  void processGone(SimServer dead) {
    for (SimServer other : servers.values()) {
      if (other != dead) {
        network.carry(
            dead.id(), other.id(), () -> other.deliver(new Input.ConnectionLost(dead.id())));
      }
    }
  }

  /// The host of a server that does not run refuses the connection.
  void probe(SimServer asking, ServerId peer) {
    network.carry(
        asking.id(),
        peer,
        () -> {
          if (!server(peer).isUp()) {
            network.carry(peer, asking.id(), () -> asking.deliver(new Input.Refused(peer)));
          }
        });
  }

  void elected(SimServer leader) {
    nemesis.elected(leader);
  }

  static String address(ServerId id) {
    return id + ":8300";
  }

  Report run() {
    Workload workload = new Workload(this, history);
    servers.values().forEach(SimServer::start);
    workload.start();
    nemesis.start();
    agenda.runUntil(TROUBLED_NANOS);
    nemesis.stop();
    network.calm();
    trace(() -> "calm");
    servers.values().stream().filter(server -> !server.isUp()).forEach(SimServer::start);
    servers.values().forEach(server -> server.diskFactor(1));
    agenda.runUntil(agenda.nowNanos() + SECONDS.toNanos(6));
    workload.stop();
    mustMakeProgress(workload);
    mustAgree();
    mustStayCalm();
    return new Report(
        seed,
        agenda.nowNanos(),
        agenda.executed(),
        history.acknowledged(),
        history.reads(),
        workload.restored(),
        ledger.elections(),
        network.dropped(),
        nemesis.troubles());
  }

  /// With everything healed, a write must succeed soon.
  private void mustMakeProgress(Workload workload) {
    boolean[] done = new boolean[1];
    for (int i = 0; i < 100 && !done[0]; i++) {
      SimServer leader = someLeader();
      if (leader != null) {
        history.invokeWrite("last", "last" + i);
        workload.propose(
            leader,
            SimMachine.write("last", "last" + i),
            (outcome, at) -> done[0] |= outcome instanceof Outcome.Committed);
      }
      agenda.runUntil(agenda.nowNanos() + MILLISECONDS.toNanos(200));
    }
    if (!done[0]) {
      throw new Violation("no progress 30 s after everything healed");
    }
    agenda.runUntil(agenda.nowNanos() + SECONDS.toNanos(3));
  }

  /// All members end with the same state, and everything acknowledged is part of it. One that was
  /// far behind and gets its entries one at a time needs a while.
  private void mustAgree() {
    String difference = difference();
    for (int i = 0; i < 60 && difference != null; i++) {
      agenda.runUntil(agenda.nowNanos() + SECONDS.toNanos(1));
      difference = difference();
    }
    if (difference != null) {
      throw new Violation(difference);
    }
    acknowledged.forEach(
        (text, index) -> {
          String applied = ledger.appliedText(index);
          if (!text.equals(applied)) {
            throw new Violation(
                "write %s was acknowledged at %d, where %s was applied"
                    .formatted(text, index, applied));
          }
        });
  }

  /// Nobody disturbs a leader that all members hear: not one that was taken out of the
  /// configuration either, whether it has been told or not.
  private void mustStayCalm() {
    SimServer leader = someLeader();
    if (leader == null) {
      throw new Violation("no leader at the end");
    }
    long term = leader.status().term();
    agenda.runUntil(agenda.nowNanos() + SECONDS.toNanos(5));
    if (!leader.leads() || leader.status().term() != term) {
      throw new Violation(
          "leader %s of term %d was disturbed: %s".formatted(leader.id(), term, leader.status()));
    }
  }

  private @Nullable String difference() {
    SimServer leader = someLeader();
    if (leader == null) {
      return "no leader at the end";
    }
    for (Server member : leader.status().configuration().configuration().servers()) {
      SimServer server = server(member.id());
      if (server.appliedIndex() < ledger.highestCommitted()
          || server.machine().digest() != leader.machine().digest()
          || !server.machine().registers().equals(leader.machine().registers())) {
        return "%s ends at %d with %s (digest %x), the leader %s at %d with %s (digest %x)"
            .formatted(
                server.id(),
                server.appliedIndex(),
                server.machine().registers(),
                server.machine().digest(),
                leader.id(),
                leader.appliedIndex(),
                leader.machine().registers(),
                leader.machine().digest());
      }
    }
    return null;
  }

  void acknowledged(String text, long index) {
    acknowledged.put(text, index);
  }

  void sendSnapshot(ServerId from, ServerId to, long term, SnapshotMeta meta, byte[] state) {
    long streaming = random.nextLong(MILLISECONDS.toNanos(300));
    agenda.in(
        streaming,
        () -> network.carry(from, to, () -> server(to).install(from, term, meta, state)));
  }

  /// One of those that think they lead, which may be more than one.
  @Nullable SimServer someLeader() {
    List<SimServer> leaders = servers.values().stream().filter(SimServer::leads).toList();
    return leaders.isEmpty() ? null : leaders.get(random.nextInt(leaders.size()));
  }

  SimServer server(ServerId id) {
    SimServer server = servers.get(id);
    if (server == null) {
      throw new IllegalArgumentException("no server " + id);
    }
    return server;
  }

  List<SimServer> servers() {
    return List.copyOf(servers.values());
  }

  Agenda agenda() {
    return agenda;
  }

  RandomGenerator random() {
    return random;
  }

  Profile profile() {
    return profile;
  }

  Fault fault() {
    return fault;
  }

  SimNetwork network() {
    return network;
  }

  Ledger ledger() {
    return ledger;
  }

  ProposalId nextId() {
    return new ProposalId(++lastId);
  }

  long nextHandle() {
    return ++lastHandle;
  }

  void trace(Supplier<String> line) {
    if (tracing) {
      if (trace.size() == TRACE_LINES) {
        trace.removeFirst();
      }
      trace.addLast("%10.3f ms  %s".formatted(agenda.nowNanos() / 1e6, line.get()));
    }
  }

  /// The steps so far.
  long events() {
    return agenda.executed();
  }

  long nanos() {
    return agenda.nowNanos();
  }

  String tracedTail() {
    return String.join("\n", trace);
  }
}
