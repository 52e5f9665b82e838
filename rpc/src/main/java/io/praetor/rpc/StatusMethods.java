// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;

import io.praetor.raft.Leader;
import io.praetor.raft.RaftStats;
import io.praetor.raft.Server;
import io.praetor.wire.Struct;
import java.util.List;

/// The methods by which servers and client agents see how a server is. Whichever server is asked
/// answers for itself.
public final class StatusMethods {
  /// How far a server's log is (Consul's RaftStats).
  ///
  /// @param lastContact since it heard the leader, as Go prints durations: `0` on the leader, `never`
  ///     when it has not heard one
  public record RaftProgress(String lastContact, long lastIndex, long lastTerm) {
    public static final Struct<RaftProgress> CODEC =
        Struct.<RaftProgress>named("RaftStats")
            .field("LastContact", STRING, RaftProgress::lastContact)
            .field("LastTerm", ULONG, RaftProgress::lastTerm)
            .field("LastIndex", ULONG, RaftProgress::lastIndex)
            .build(v -> new RaftProgress(v.get(0), v.get(2), v.get(1)));
  }

  /// Answers that the server is there.
  public static final Method.Ask<CatalogMethods.Done, CatalogMethods.Done> PING =
      Method.askAny(
          "Status.Ping",
          CatalogMethods.Done.CODEC,
          CatalogMethods.Done.CODEC,
          (server, argument) -> argument);

  /// The leader's address, empty when there is none.
  public static final Method.Ask<ConnectMethods.NoArgument, String> LEADER =
      Method.askAny(
          "Status.Leader",
          ConnectMethods.NoArgument.CODEC,
          STRING,
          (server, argument) -> server.raft().leader().map(Leader::address).orElse(""));

  /// The addresses of the servers in the Raft configuration.
  public static final Method.Ask<ConnectMethods.NoArgument, List<String>> PEERS =
      Method.askAny(
          "Status.Peers",
          ConnectMethods.NoArgument.CODEC,
          list(STRING),
          (server, argument) ->
              server.raft().configuration().configuration().servers().stream()
                  .map(Server::address)
                  .toList());

  /// How far the log of the server that is asked is.
  public static final Method.Ask<CatalogMethods.Done, RaftProgress> RAFT_STATS =
      Method.askAny(
          "Status.RaftStats",
          CatalogMethods.Done.CODEC,
          RaftProgress.CODEC,
          (server, argument) -> progress(server.raft().stats()));

  private StatusMethods() {}

  private static RaftProgress progress(RaftStats stats) {
    return new RaftProgress(stats.lastContact(), stats.lastLogIndex(), stats.lastLogTerm());
  }
}
