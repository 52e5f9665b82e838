// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.autopilot;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.DURATION_NANOS;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.STRING_MAP;
import static io.praetor.wire.Codecs.TIME;
import static io.praetor.wire.Codecs.ULONG;

import io.praetor.wire.GoTime;
import io.praetor.wire.Struct;
import java.time.Duration;
import java.util.Map;

/// How one server is, as the leader sees it (raft-autopilot's ServerState).
///
/// @param state `leader`, `voter`, `non-voter`, `staging` or, outside of raft, `none`
public record ServerState(PoolServer server, String state, Stats stats, Health health) {
  public static final String LEADER = "leader";
  public static final String VOTER = "voter";
  public static final String NONVOTER = "non-voter";
  public static final String NONE = "none";

  /// How far its log is; what it did not tell is zero, and its contact then longer than any
  /// threshold.
  public record Stats(Duration lastContact, long lastTerm, long lastIndex) {
    public static final Stats UNKNOWN = new Stats(Duration.ofSeconds(-1), 0, 0);

    static final Struct<Stats> CODEC =
        Struct.<Stats>named("ServerStats")
            .field("LastContact", DURATION_NANOS, Stats::lastContact)
            .field("LastTerm", ULONG, Stats::lastTerm)
            .field("LastIndex", ULONG, Stats::lastIndex)
            .build(v -> new Stats(v.get(0), v.get(1), v.get(2)));
  }

  /// @param stableSince when it last changed between healthy and not
  public record Health(boolean healthy, GoTime stableSince) {
    static final Struct<Health> CODEC =
        Struct.<Health>named("ServerHealth")
            .field("Healthy", BOOL, Health::healthy)
            .field("StableSince", TIME, Health::stableSince)
            .build(v -> new Health(v.get(0), v.get(1)));
  }

  private record Described(PoolServer server, boolean leader) {
    static final Struct<Described> CODEC =
        Struct.<Described>named("Server")
            .field("ID", STRING, d -> d.server.id())
            .field("Name", STRING, d -> d.server.name())
            .field("Address", STRING, d -> d.server.address())
            .field("NodeStatus", STRING, d -> d.server.status().label())
            .field("Version", STRING, d -> d.server.version())
            .field("Meta", STRING_MAP, d -> d.server.meta())
            .field("RaftVersion", INT, d -> d.server.raftVersion())
            .field("IsLeader", BOOL, Described::leader)
            .field("NodeType", STRING, d -> d.server.nodeType())
            .build(
                v ->
                    new Described(
                        new PoolServer(
                            v.get(0),
                            v.get(1),
                            v.get(2),
                            PoolServer.Status.ofLabel(v.get(3)),
                            v.get(4),
                            v.get(6),
                            PoolServer.isReadReplica(v.get(8)),
                            v.<Map<String, String>>get(5)),
                        v.get(7)));
  }

  public static final Struct<ServerState> CODEC =
      Struct.<ServerState>named("ServerState")
          .field(
              "Server",
              Described.CODEC,
              state -> new Described(state.server, state.state.equals(LEADER)))
          .field("State", STRING, ServerState::state)
          .field("Stats", Stats.CODEC, ServerState::stats)
          .field("Health", Health.CODEC, ServerState::health)
          .build(v -> new ServerState(v.<Described>get(0).server(), v.get(1), v.get(2), v.get(3)));

  public boolean votes() {
    return state.equals(LEADER) || state.equals(VOTER);
  }
}
