// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.autopilot;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.DURATION_TEXT;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.TIME;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.byForm;
import static io.praetor.wire.Codecs.convert;
import static io.praetor.wire.Codecs.list;

import io.praetor.rpc.autopilot.PoolServer.Status;
import io.praetor.wire.Codec;
import io.praetor.wire.GoTime;
import io.praetor.wire.Struct;
import java.time.Duration;
import java.util.List;

/// The health of all servers, as operators ask for it (Consul's AutopilotHealthReply).
public record AutopilotHealth(boolean healthy, int failureTolerance, List<OfServer> servers) {
  public record OfServer(
      String id,
      String name,
      String address,
      Status serfStatus,
      String version,
      boolean leader,
      Duration lastContact,
      long lastTerm,
      long lastIndex,
      boolean healthy,
      boolean voter,
      GoTime stableSince) {
    private static final Codec<Status> STATUS =
        byForm(
            convert(STRING, Status::label, Status::ofLabel),
            convert(INT, Status::code, Status::ofCode));

    static final Struct<OfServer> CODEC =
        Struct.<OfServer>named("AutopilotServerHealth")
            .field("ID", STRING, OfServer::id)
            .field("Name", STRING, OfServer::name)
            .field("Address", STRING, OfServer::address)
            .field("SerfStatus", STATUS, OfServer::serfStatus)
            .field("Version", STRING, OfServer::version)
            .field("Leader", BOOL, OfServer::leader)
            .field("LastContact", DURATION_TEXT, OfServer::lastContact)
            .field("LastTerm", ULONG, OfServer::lastTerm)
            .field("LastIndex", ULONG, OfServer::lastIndex)
            .field("Healthy", BOOL, OfServer::healthy)
            .field("Voter", BOOL, OfServer::voter)
            .field("StableSince", TIME, OfServer::stableSince)
            .build(
                v ->
                    new OfServer(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                        v.get(7), v.get(8), v.get(9), v.get(10), v.get(11)));
  }

  public static final Struct<AutopilotHealth> CODEC =
      Struct.<AutopilotHealth>named("AutopilotHealthReply")
          .field("Healthy", BOOL, AutopilotHealth::healthy)
          .field("FailureTolerance", INT, AutopilotHealth::failureTolerance)
          .field("Servers", list(OfServer.CODEC), AutopilotHealth::servers)
          .build(v -> new AutopilotHealth(v.get(0), v.get(1), v.get(2)));

  public AutopilotHealth {
    servers = List.copyOf(servers);
  }

  public static AutopilotHealth of(AutopilotState state) {
    return new AutopilotHealth(
        state.healthy(),
        state.failureTolerance(),
        state.servers().values().stream().map(AutopilotHealth::ofServer).toList());
  }

  private static OfServer ofServer(ServerState state) {
    PoolServer server = state.server();
    return new OfServer(
        server.id(),
        server.name(),
        server.address(),
        server.status(),
        server.version(),
        state.state().equals(ServerState.LEADER),
        state.stats().lastContact(),
        state.stats().lastTerm(),
        state.stats().lastIndex(),
        state.health().healthy(),
        state.votes(),
        state.health().stableSince());
  }
}
