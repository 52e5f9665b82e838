// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.config.RuntimeConfig;
import io.praetor.http.PeerFilters;
import io.praetor.raft.RaftNode;
import io.praetor.raft.transport.RaftDialer;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Methods;
import io.praetor.rpc.OwnAnswers;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.ServerAddress;
import io.praetor.rpc.ServerContext;
import io.praetor.rpc.Snapshots;
import io.praetor.rpc.StatusMethods;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.forward.DatacenterRoutes;
import io.praetor.rpc.forward.FormerLeader;
import io.praetor.rpc.forward.ForwardingRpc;
import io.praetor.rpc.forward.ForwardingSnapshots;
import io.praetor.rpc.forward.Routes;
import io.praetor.rpc.forward.ServerRoutes;
import io.praetor.rpc.limits.GatedRpc;
import io.praetor.rpc.limits.RequestLimits;
import io.praetor.rpc.metrics.MeasuredRpc;
import io.praetor.rpc.metrics.Metrics;
import io.praetor.rpc.net.Dispatcher;
import io.praetor.rpc.net.MethodTable;
import io.praetor.rpc.port.CallDeadlines;
import io.praetor.rpc.port.DatacenterPools;
import io.praetor.rpc.port.FirstByte;
import io.praetor.rpc.port.MultiplexServer;
import io.praetor.rpc.port.PortDialer;
import io.praetor.rpc.port.PortTls;
import io.praetor.rpc.port.RequestMemory;
import io.praetor.rpc.port.RpcPool;
import io.praetor.rpc.port.ServerPort;
import io.praetor.rpc.port.SingleServer;
import io.praetor.rpc.port.SnapshotClient;
import io.praetor.rpc.port.SnapshotServer;
import io.praetor.rpc.port.grpc.GrpcCalls;
import io.praetor.rpc.port.grpc.OperatorGrpc;
import io.praetor.rpc.wan.WanServer;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a server says to other servers, and they to it: calls go out by the pools and come in by the
/// port. Those that only the leader or another datacenter can answer are sent on there.
final class RpcPart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.router.manager");
  private static final Duration DIAL_TIMEOUT = Duration.ofSeconds(10);

  private final RpcPool pool;
  private final DatacenterPools others;
  private final Routes routes;
  private final RequestLimits limits;
  private final Rpc rpc;

  private RpcPart(
      RpcPool pool, DatacenterPools others, Routes routes, RequestLimits limits, Rpc rpc) {
    this.pool = pool;
    this.others = others;
    this.routes = routes;
    this.limits = limits;
    this.rpc = rpc;
  }

  /// How this agent connects to servers.
  static PortDialer dialer(Supplier<PortTls> tls) {
    return new PortDialer(tls, DIAL_TIMEOUT);
  }

  /// The same for raft, which knows servers by their addresses in text.
  static RaftDialer raft(PortDialer dialer) {
    return (loop, address) -> {
      InetSocketAddress server = ServerAddress.parse(address);
      return server == null
          ? loop.newFailedFuture(new UnknownHostException("not an ip:port address: " + address))
          : dialer.dial(loop, server);
    };
  }

  /// @param own answers from this server's own state, and holds no call for a leader
  /// @param ways out of this datacenter
  static RpcPart of(
      RuntimeConfig config,
      Rpc own,
      RaftNode raft,
      PortDialer dialer,
      DatacenterRoutes ways,
      Metrics metrics,
      Threads threads) {
    var limits = config.limits();
    CallDeadlines deadlines = new CallDeadlines(limits.rpcClientTimeout(), limits.rpcHoldTimeout());
    RpcPool pool = new RpcPool(threads.loops(), dialer, deadlines);
    raft.addLeadershipListener(new FormerLeader(pool::giveUp));
    DatacenterPools others =
        new DatacenterPools(
            threads.loops(), dialer, deadlines, name -> AgentTls.serverName(config, name));
    InetSocketAddress self = config.addresses().rpcAdvertise();
    Routes routes =
        ServerRoutes.of(
            new MeasuredRpc(metrics, own, System::nanoTime),
            raft,
            config.node().datacenter(),
            self,
            ways);
    Rpc rpc =
        new ForwardingRpc(
            routes,
            OperatorGrpc.over(new GrpcCalls(threads.loops(), dialer, DIAL_TIMEOUT), pool),
            others::to,
            limits.rpcHoldTimeout(),
            System::nanoTime,
            new SecureRandom());
    RequestLimits gate = new RequestLimits(limits, raft::isLeader, metrics, System::nanoTime);
    return new RpcPart(pool, others, routes, gate, new GatedRpc(gate, rpc));
  }

  /// Whether a server of another datacenter answers.
  boolean answers(WanServer server) throws InterruptedException {
    try {
      others
          .to(server.datacenter())
          .ask(
              server.address(),
              StatusMethods.PING,
              CatalogMethods.Done.DONE,
              new WriteOptions("", server.datacenter()));
      return true;
    } catch (ConsulException e) {
      LOG.debug("pinging server failed: server={} error=\"{}\"", server.name(), e.text());
      return false;
    }
  }

  /// Calls that any server may have to answer.
  Rpc rpc() {
    return rpc;
  }

  /// How many calls this server takes.
  RequestLimits limits() {
    return limits;
  }

  /// Calls to one given server.
  RpcPool pool() {
    return pool;
  }

  /// Snapshots that any server may have to take.
  ///
  /// @param own of this server
  Snapshots snapshots(Snapshots own) {
    return new ForwardingSnapshots(
        routes, own, (datacenter, server) -> new SnapshotClient(server, others.dialer(datacenter)));
  }

  /// The server port with RPC and snapshots on it; the other protocols are added by those who speak them.
  ///
  /// @param own of this server, for agents without a certificate
  ServerPort.Builder port(
      RuntimeConfig config, ServerContext own, Snapshots snapshots, Threads threads) {
    PeerFilters filters = new PeerFilters();
    Dispatcher dispatcher = new Dispatcher(new MethodTable(Methods.ALL), rpc, filters);
    Dispatcher insecure =
        new Dispatcher(new MethodTable(Methods.INSECURE), new OwnAnswers(own), filters);
    RequestMemory memory = RequestMemory.ofHeap();
    return ServerPort.builder(config.addresses().rpcBind())
        .on(FirstByte.RPC, new SingleServer(dispatcher, threads.virtual(), memory))
        .on(FirstByte.MULTIPLEX, new MultiplexServer(dispatcher, threads.virtual(), memory))
        .on(FirstByte.TLS_INSECURE, new SingleServer(insecure, threads.virtual(), memory))
        .on(FirstByte.SNAPSHOT, new SnapshotServer(snapshots, threads.virtual()))
        .handshakeTimeout(config.limits().rpcHandshakeTimeout())
        .connectionsPerClient(config.limits().rpcMaxConnsPerClient());
  }

  @Override
  public void close() {
    others.close();
    pool.close();
  }
}
