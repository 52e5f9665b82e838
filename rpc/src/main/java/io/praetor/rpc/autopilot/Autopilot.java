// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.autopilot;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationChange;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.rpc.autopilot.PoolServer.Status;
import io.praetor.wire.GoTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the leader makes of what it knows about the servers, and which step it takes next. Pure: the
/// same facts give the same answer. Rules as observed of Consul, and as its raft-autopilot library
/// documents them.
public final class Autopilot {
  /// A new leader trusts what it sees at once; only after this share of the stabilization time has
  /// passed it can know since when a server is healthy.
  private static final double YOUNG = 1.1;

  /// @param stats of the servers that told them, by id
  /// @param lastIndex the end of the leader's own log
  /// @param leaderSince when this server began to look after the others
  public record Facts(
      AutopilotSettings settings,
      Configuration configuration,
      ServerId leader,
      List<PoolServer> pool,
      Map<String, ServerState.Stats> stats,
      long lastTerm,
      long lastIndex,
      Instant leaderSince,
      Instant now) {
    public Facts {
      pool = List.copyOf(pool);
      stats = Map.copyOf(stats);
    }
  }

  private Autopilot() {}

  /// How the servers are. `before` is the answer to earlier facts.
  public static AutopilotState observe(Facts facts, AutopilotState before) {
    Map<String, ServerState> servers = new LinkedHashMap<>();
    for (PoolServer server : facts.pool) {
      boolean gone = server.status() == Status.LEFT || server.status() == Status.NONE;
      if (!gone || inRaft(facts, server.id()).isPresent()) {
        servers.put(server.id(), state(facts, server, before));
      }
    }
    for (Server server : facts.configuration.servers()) {
      String id = server.id().value();
      servers.computeIfAbsent(
          id, unknown -> state(facts, PoolServer.unknown(id, server.address()), before));
    }
    List<String> voters =
        servers.entrySet().stream()
            .filter(one -> one.getValue().votes())
            .map(Map.Entry::getKey)
            .toList();
    long healthy = voters.stream().filter(id -> healthy(servers, id)).count();
    int quorum = voters.size() / 2 + 1;
    return new AutopilotState(
        servers.values().stream().allMatch(one -> one.health().healthy()),
        (int) Math.max(0, healthy - quorum),
        servers,
        facts.leader.value(),
        voters);
  }

  private static boolean healthy(Map<String, ServerState> servers, String id) {
    ServerState state = servers.get(id);
    return state != null && state.health().healthy();
  }

  private static Optional<Server> inRaft(Facts facts, String id) {
    return facts.configuration.servers().stream()
        .filter(server -> server.id().value().equals(id))
        .findFirst();
  }

  private static ServerState state(Facts facts, PoolServer server, AutopilotState before) {
    ServerState.Stats stats = facts.stats.getOrDefault(server.id(), ServerState.Stats.UNKNOWN);
    boolean healthy = isHealthy(facts, server, stats);
    ServerState old = before.servers().get(server.id());
    GoTime since =
        old != null && old.health().healthy() == healthy
            ? old.health().stableSince()
            : GoTime.utc(facts.now);
    return new ServerState(
        server, role(facts, server), stats, new ServerState.Health(healthy, since));
  }

  private static String role(Facts facts, PoolServer server) {
    if (server.id().equals(facts.leader.value())) {
      return ServerState.LEADER;
    }
    return inRaft(facts, server.id())
        .map(member -> member.isVoter() ? ServerState.VOTER : ServerState.NONVOTER)
        .orElse(ServerState.NONE);
  }

  private static boolean isHealthy(Facts facts, PoolServer server, ServerState.Stats stats) {
    return server.status() == Status.ALIVE
        && !stats.lastContact().isNegative()
        && stats.lastContact().compareTo(facts.settings.lastContactThreshold()) <= 0
        && stats.lastTerm() == facts.lastTerm
        && stats.lastIndex() + facts.settings.maxTrailingLogs() >= facts.lastIndex;
  }

  /// The next step of membership, if any is due. Steps are taken one at a time, each with new facts.
  public static Optional<ConfigurationChange> next(Facts facts, AutopilotState state) {
    return replaced(facts)
        .or(() -> added(facts))
        .or(() -> promoted(facts, state))
        .or(() -> left(facts))
        .or(() -> dead(facts));
  }

  /// A server that came back with another id at its old address makes room for itself.
  private static Optional<ConfigurationChange> replaced(Facts facts) {
    return facts.configuration.servers().stream()
        .filter(member -> !member.id().equals(facts.leader))
        .filter(
            member ->
                facts.pool.stream()
                    .anyMatch(
                        server ->
                            server.status() == Status.ALIVE
                                && server.address().equals(member.address())
                                && !server.id().equals(member.id().value())))
        .map(member -> (ConfigurationChange) new ConfigurationChange.Remove(member.id()))
        .findFirst();
  }

  /// Servers come without a vote. One that is known at another address keeps what it had.
  private static Optional<ConfigurationChange> added(Facts facts) {
    return facts.pool.stream()
        .filter(server -> server.status() == Status.ALIVE)
        .filter(
            server ->
                inRaft(facts, server.id())
                    .filter(member -> member.address().equals(server.address()))
                    .isEmpty())
        .map(
            server ->
                (ConfigurationChange)
                    new ConfigurationChange.AddNonvoter(
                        new ServerId(server.id()), server.address()))
        .findFirst();
  }

  private static Optional<ConfigurationChange> promoted(Facts facts, AutopilotState state) {
    return state.servers().values().stream()
        .filter(one -> one.state().equals(ServerState.NONVOTER) && !one.server().readReplica())
        .filter(one -> isStable(facts, one.health()))
        .map(
            one ->
                (ConfigurationChange)
                    new ConfigurationChange.AddVoter(
                        new ServerId(one.server().id()), one.server().address()))
        .findFirst();
  }

  private static boolean isYoung(Facts facts) {
    long until = (long) (facts.settings.serverStabilizationTime().toNanos() * YOUNG);
    return Duration.between(facts.leaderSince, facts.now).toNanos() < until;
  }

  private static boolean isStable(Facts facts, ServerState.Health health) {
    Duration wanted = isYoung(facts) ? Duration.ZERO : facts.settings.serverStabilizationTime();
    Duration stable = Duration.between(health.stableSince().instant(), facts.now);
    return health.healthy() && stable.compareTo(wanted) >= 0;
  }

  /// Who goes on purpose is taken out whatever the settings say.
  private static Optional<ConfigurationChange> left(Facts facts) {
    return facts.configuration.servers().stream()
        .filter(member -> !member.id().equals(facts.leader))
        .filter(member -> statusOf(facts, member) == Status.LEFT)
        .map(member -> (ConfigurationChange) new ConfigurationChange.Remove(member.id()))
        .findFirst();
  }

  /// Failed and unknown servers go as long as those that remain could lose no quorum by it, and are
  /// not fewer than the minimum.
  private static Optional<ConfigurationChange> dead(Facts facts) {
    // A new leader may not have heard yet from everyone.
    if (!facts.settings.cleanupDeadServers() || isYoung(facts)) {
      return Optional.empty();
    }
    List<Server> deadVoters = new ArrayList<>();
    for (Server member : facts.configuration.servers()) {
      Status status = statusOf(facts, member);
      boolean dead = status == Status.FAILED || status == Status.NONE;
      if (dead && !member.id().equals(facts.leader)) {
        if (!member.isVoter()) {
          return Optional.of(new ConfigurationChange.Remove(member.id()));
        }
        deadVoters.add(member);
      }
    }
    int voters = facts.configuration.voters().size();
    boolean safe = deadVoters.size() <= (voters - 1) / 2;
    boolean enough = voters - 1 >= facts.settings.minQuorum();
    return deadVoters.isEmpty() || !safe || !enough
        ? Optional.empty()
        : Optional.of(new ConfigurationChange.Remove(deadVoters.getFirst().id()));
  }

  private static Status statusOf(Facts facts, Server member) {
    return facts.pool.stream()
        .filter(server -> server.id().equals(member.id().value()))
        .map(PoolServer::status)
        .findFirst()
        .orElse(Status.NONE);
  }
}
