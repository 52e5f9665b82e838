// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.cluster.ServerPool;
import io.praetor.agent.members.Members;
import io.praetor.config.RuntimeConfig;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.Snapshots;
import io.praetor.rpc.autopilot.PoolServer;
import io.praetor.rpc.forward.ClientRoutes;
import io.praetor.rpc.forward.ForwardingRpc;
import io.praetor.rpc.forward.ForwardingSnapshots;
import io.praetor.rpc.limits.CallRate;
import io.praetor.rpc.limits.GatedRpc;
import io.praetor.rpc.metrics.Metrics;
import io.praetor.rpc.port.CallDeadlines;
import io.praetor.rpc.port.PortDialer;
import io.praetor.rpc.port.PortTls;
import io.praetor.rpc.port.RpcPool;
import io.praetor.rpc.port.SnapshotClient;
import io.praetor.rpc.port.grpc.GrpcCalls;
import io.praetor.rpc.port.grpc.OperatorGrpc;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client agent has instead of a server: the way to the servers that it sees in the LAN pool.
final class ClientPart implements Servers, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.client");

  /// Between the times when calls move to another server, so that agents spread over them again
  /// after one was away.
  private static final long REBALANCE_SECONDS = 150;

  private final ServerPool servers;
  private final ClientRoutes routes;
  private final RpcPool pool;
  private final CallRate rate;
  private final Rpc rpc;
  private final Snapshots snapshots;
  private final Runnable serverUp;

  private ClientPart(
      RuntimeConfig config,
      ServerPool servers,
      PortDialer dialer,
      Metrics metrics,
      Threads threads,
      Runnable serverUp) {
    var limits = config.limits();
    SecureRandom random = new SecureRandom();
    this.servers = servers;
    this.serverUp = serverUp;
    routes = new ClientRoutes(random);
    pool =
        new RpcPool(
            threads.loops(),
            dialer,
            new CallDeadlines(limits.rpcClientTimeout(), limits.rpcHoldTimeout()));
    rate = new CallRate(limits, metrics, System::nanoTime);
    rpc =
        new GatedRpc(
            rate,
            new ForwardingRpc(
                routes,
                OperatorGrpc.over(
                    new GrpcCalls(threads.loops(), dialer, limits.rpcHoldTimeout()), pool),
                datacenter -> pool,
                limits.rpcHoldTimeout(),
                System::nanoTime,
                random));
    snapshots =
        new ForwardingSnapshots(
            routes, Snapshots.NONE, (datacenter, server) -> new SnapshotClient(server, dialer));
  }

  /// Follows the pool from now on.
  ///
  /// @param tls of calls to servers
  /// @param serverUp runs each time when servers have come up; what could not be sent is sent then
  static ClientPart start(
      RuntimeConfig config,
      Members members,
      Supplier<PortTls> tls,
      Metrics metrics,
      Threads threads,
      Runnable serverUp) {
    ServerPool servers = new ServerPool(() -> members.list(false), config.node().datacenter());
    ClientPart part =
        new ClientPart(config, servers, RpcPart.dialer(tls), metrics, threads, serverUp);
    members.listen(
        (change, member, wan) -> {
          if (!wan) {
            threads.virtual().execute(part::look);
          }
        });
    part.look();
    threads
        .timer()
        .scheduleWithFixedDelay(
            part.routes::rebalance, REBALANCE_SECONDS, REBALANCE_SECONDS, TimeUnit.SECONDS);
    return part;
  }

  /// Takes over which servers the pool has now.
  private synchronized void look() {
    List<InetSocketAddress> alive =
        servers.servers().stream()
            .filter(server -> server.status() == PoolServer.Status.ALIVE)
            .map(PoolServer::socketAddress)
            .toList();
    List<InetSocketAddress> known = routes.servers();
    routes.servers(alive);
    List<InetSocketAddress> fresh = new ArrayList<>(alive);
    fresh.removeAll(known);
    fresh.forEach(server -> LOG.info("adding server: server={}", server));
    known.stream()
        .filter(server -> !alive.contains(server))
        .forEach(server -> LOG.info("removing server: server={}", server));
    if (!fresh.isEmpty()) {
      serverUp.run();
    }
  }

  @Override
  public Rpc rpc() {
    return rpc;
  }

  @Override
  public void reload(RuntimeConfig config) {
    rate.reload(config.limits());
  }

  @Override
  public Snapshots snapshots() {
    return snapshots;
  }

  @Override
  public Map<String, String> figures() {
    return Map.of("known_servers", Integer.toString(routes.servers().size()), "server", "false");
  }

  @Override
  public void close() {
    pool.close();
  }
}
