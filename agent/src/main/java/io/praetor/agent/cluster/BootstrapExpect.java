// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.cluster;

import io.praetor.raft.Configuration;
import io.praetor.raft.RaftNode;
import io.praetor.raft.Server;
import io.praetor.raft.ServerId;
import io.praetor.raft.Suffrage;
import io.praetor.rpc.autopilot.PoolServer;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins the cluster when as many servers as expected are in the pool, all expect the same number
/// and none knows of a cluster already. Each of them does so by itself with the same configuration.
/// Looks once a second until this server's log has begun.
public final class BootstrapExpect implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server");

  /// Asks a server which raft peers it knows.
  @FunctionalInterface
  public interface PeersOf {
    /// @throws io.praetor.rpc.ConsulException when it does not answer
    List<String> ask(PoolServer server) throws InterruptedException;
  }

  private final String self;
  private final int expect;
  private final ServerPool pool;
  private final RaftNode raft;
  private final PeersOf peers;
  private final ExecutorService executor;
  private final ReentrantLock looking = new ReentrantLock();
  private final Future<?> ticks;
  private @Nullable String told;

  private BootstrapExpect(
      String self,
      int expect,
      ServerPool pool,
      RaftNode raft,
      PeersOf peers,
      ScheduledExecutorService timer,
      ExecutorService executor) {
    this.self = self;
    this.expect = expect;
    this.pool = pool;
    this.raft = raft;
    this.peers = peers;
    this.executor = executor;
    this.ticks =
        timer.scheduleWithFixedDelay(
            () -> this.executor.execute(this::look), 0, 1, TimeUnit.SECONDS);
  }

  public static BootstrapExpect start(
      String self,
      int expect,
      ServerPool pool,
      RaftNode raft,
      PeersOf peers,
      ScheduledExecutorService timer,
      ExecutorService executor) {
    return new BootstrapExpect(self, expect, pool, raft, peers, timer, executor);
  }

  private void look() {
    if (!looking.tryLock()) {
      return;
    }
    try {
      if (raft.lastIndex() > 0) {
        close();
        return;
      }
      List<ServerPool.Announced> alive =
          pool.announced().stream()
              .filter(one -> one.server().status() == PoolServer.Status.ALIVE)
              .toList();
      String objection = objection(alive);
      if (objection != null) {
        tell(objection);
      } else if (nobodyHasPeers(alive)) {
        begin(alive);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      tell("cannot look for the other servers: " + e.getMessage());
    } finally {
      looking.unlock();
    }
  }

  private @Nullable String objection(List<ServerPool.Announced> alive) {
    for (ServerPool.Announced one : alive) {
      if (one.alone()) {
        return "member %s has bootstrap mode, expect disabled".formatted(one.server().name());
      }
      if (one.expect() != 0 && one.expect() != expect) {
        return "member %s expects %d servers, not %d"
            .formatted(one.server().name(), one.expect(), expect);
      }
    }
    return alive.size() < expect
        ? "waiting for servers to begin a cluster: have=%d expect=%d"
            .formatted(alive.size(), expect)
        : null;
  }

  /// A server that does not answer may know of a cluster; then this one waits.
  private boolean nobodyHasPeers(List<ServerPool.Announced> alive) throws InterruptedException {
    for (ServerPool.Announced one : alive) {
      if (!one.server().id().equals(self) && !peers.ask(one.server()).isEmpty()) {
        // Its leader will let this server in.
        tell("a server has raft peers already: server=" + one.server().name());
        return false;
      }
    }
    return true;
  }

  private void begin(List<ServerPool.Announced> alive) {
    List<Server> servers =
        alive.stream()
            .map(ServerPool.Announced::server)
            .sorted(Comparator.comparing(PoolServer::id))
            .map(
                server ->
                    new Server(
                        new ServerId(server.id()),
                        server.address(),
                        server.readReplica() ? Suffrage.NONVOTER : Suffrage.VOTER))
            .toList();
    LOG.info("found expected number of peers, attempting bootstrap: peers={}", servers);
    raft.bootstrap(new Configuration(servers));
  }

  /// Each thing once, not every second.
  private void tell(String what) {
    if (!what.equals(told)) {
      told = what;
      LOG.info(what);
    }
  }

  @Override
  public void close() {
    ticks.cancel(false);
  }
}
