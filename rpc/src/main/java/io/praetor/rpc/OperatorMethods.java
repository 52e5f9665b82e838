// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;

import io.praetor.catalog.CatalogQueries;
import io.praetor.catalog.DcSpecificRequest;
import io.praetor.catalog.Node;
import io.praetor.raft.ConfigurationChange;
import io.praetor.raft.ConfigurationState;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.rpc.autopilot.ServerState;
import io.praetor.wire.GoQuote;
import io.praetor.wire.Struct;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/// The methods that operators look after the servers with.
public final class OperatorMethods {
  /// A server of the Raft configuration.
  ///
  /// @param node its name in the catalog, `(unknown)` when it is not there
  /// @param lastIndex of its log as far as the leader knows, 0 for unknown
  public record RaftServer(
      String id,
      String node,
      String address,
      boolean leader,
      String protocolVersion,
      boolean voter,
      long lastIndex) {
    static final Struct<RaftServer> CODEC =
        Struct.<RaftServer>named("RaftServer")
            .field("ID", STRING, RaftServer::id)
            .field("Node", STRING, RaftServer::node)
            .field("Address", STRING, RaftServer::address)
            .field("Leader", BOOL, RaftServer::leader)
            .field("ProtocolVersion", STRING, RaftServer::protocolVersion)
            .field("Voter", BOOL, RaftServer::voter)
            .field("LastIndex", ULONG, RaftServer::lastIndex)
            .build(
                v ->
                    new RaftServer(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));
  }

  /// The servers, and the index of the log entry that names them.
  public record RaftConfiguration(List<RaftServer> servers, long index) {
    public static final Struct<RaftConfiguration> CODEC =
        Struct.<RaftConfiguration>named("RaftConfigurationResponse")
            .field("Servers", list(RaftServer.CODEC), RaftConfiguration::servers)
            .field("Index", ULONG, RaftConfiguration::index)
            .build(v -> new RaftConfiguration(v.get(0), v.get(1)));

    public RaftConfiguration {
      servers = List.copyOf(servers);
    }
  }

  /// Consul speaks version 3 of the Raft library's protocol.
  private static final String RAFT_PROTOCOL = "3";

  public static final Method.Ask<ConnectMethods.NoArgument, RaftConfiguration> RAFT_CONFIGURATION =
      Method.ask(
          "Operator.RaftGetConfiguration",
          ConnectMethods.NoArgument.CODEC,
          RaftConfiguration.CODEC,
          (server, argument) -> configuration(server));

  /// Names a server by one of the two.
  public record Peer(String id, String address) {
    static final Struct<Peer> CODEC =
        Struct.<Peer>named("RaftRemovePeerRequest")
            .field("Address", STRING, Peer::address)
            .field("ID", STRING, Peer::id)
            .build(v -> new Peer(v.get(1), v.get(0)));
  }

  public static final Method.Ask<Peer, CatalogMethods.Done> REMOVE_PEER_BY_ADDRESS =
      Method.ask(
          "Operator.RaftRemovePeerByAddress",
          Peer.CODEC,
          CatalogMethods.Done.CODEC,
          (server, peer) ->
              remove(
                  server,
                  member -> member.address().equals(peer.address),
                  "address " + GoQuote.quote(peer.address)));

  public static final Method.Ask<Peer, CatalogMethods.Done> REMOVE_PEER_BY_ID =
      Method.ask(
          "Operator.RaftRemovePeerByID",
          Peer.CODEC,
          CatalogMethods.Done.CODEC,
          (server, peer) ->
              remove(
                  server,
                  member -> member.id().value().equals(peer.id),
                  "id " + GoQuote.quote(peer.id)));

  /// Hands leadership to the server of that id, or to the best follower if it is empty. Consul's
  /// servers ask each other for this by gRPC, ours by this method.
  public static final Method.Ask<Peer, Boolean> TRANSFER_LEADER =
      Method.ask(
          "Operator.TransferLeader", Peer.CODEC, BOOL, (server, peer) -> transfer(server, peer.id));

  private OperatorMethods() {}

  private static CatalogMethods.Done remove(
      ServerContext server, Predicate<Server> which, String named) throws InterruptedException {
    ConfigurationState state = server.raft().configuration();
    Server member =
        state.configuration().servers().stream()
            .filter(which)
            .findFirst()
            .orElseThrow(
                () -> new ConsulException(named + " was not found in the Raft configuration"));
    var change = new ConfigurationChange.Remove(member.id());
    await(server.raft().changeConfiguration(change, state.index()));
    return CatalogMethods.Done.DONE;
  }

  private static boolean transfer(ServerContext server, String id) throws InterruptedException {
    ServerId target = id.isEmpty() ? null : new ServerId(id);
    if (target != null && !server.raft().configuration().configuration().contains(target)) {
      throw new ConsulException("Could not find address for server id " + id);
    }
    await(server.raft().transferLeadership(target));
    return true;
  }

  private static void await(CompletableFuture<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ConsulException(String.valueOf(cause.getMessage()));
    }
  }

  private static RaftConfiguration configuration(ServerContext server) {
    ConfigurationState state = server.raft().configuration();
    List<Node> nodes = CatalogQueries.nodes(server.snapshot(), DcSpecificRequest.ALL).value();
    List<RaftServer> servers =
        state.configuration().servers().stream()
            .map(member -> describe(server, member, nodes))
            .toList();
    return new RaftConfiguration(servers, state.index());
  }

  private static RaftServer describe(ServerContext server, Server member, List<Node> nodes) {
    String id = member.id().value();
    boolean leads =
        server.raft().leader().filter(leader -> leader.id().equals(member.id())).isPresent();
    String name =
        nodes.stream()
            .filter(node -> node.id().equals(id))
            .map(Node::node)
            .findFirst()
            .orElse("(unknown)");
    // Only the leader answers. Of its own log it knows the end, of the others what they told.
    ServerState told = server.autopilot().servers().get(id);
    long toldIndex = told == null ? 0 : told.stats().lastIndex();
    long lastIndex = leads ? server.raft().lastIndex() : toldIndex;
    return new RaftServer(
        id, name, member.address(), leads, RAFT_PROTOCOL, member.isVoter(), lastIndex);
  }
}
