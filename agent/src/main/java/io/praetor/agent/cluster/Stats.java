// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.cluster;

import io.praetor.raft.RaftNode;
import io.praetor.rpc.CatalogMethods;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.RemoteCalls;
import io.praetor.rpc.StatusMethods;
import io.praetor.rpc.WriteOptions;
import io.praetor.rpc.autopilot.PoolServer;
import io.praetor.rpc.autopilot.ServerState;
import io.praetor.wire.GoDuration;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks all servers at once how far their logs are.
final class Stats {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.autopilot");

  private final String self;
  private final RaftNode raft;
  private final RemoteCalls remote;
  private final ExecutorService executor;

  /// @param self the id of this server, which need not be asked
  Stats(String self, RaftNode raft, RemoteCalls remote, ExecutorService executor) {
    this.self = self;
    this.raft = raft;
    this.remote = remote;
    this.executor = executor;
  }

  /// By id; who does not answer in time is left out.
  Map<String, ServerState.Stats> of(List<PoolServer> servers, Duration atMost)
      throws InterruptedException {
    Map<String, ServerState.Stats> stats = new HashMap<>();
    Map<String, Future<ServerState.Stats>> asked = new LinkedHashMap<>();
    for (PoolServer server : servers) {
      if (server.id().equals(self)) {
        var own = raft.stats();
        stats.put(
            self, new ServerState.Stats(Duration.ZERO, own.lastLogTerm(), own.lastLogIndex()));
      } else if (server.status() == PoolServer.Status.ALIVE) {
        asked.put(server.id(), executor.submit(() -> ask(server)));
      }
    }
    long deadline = System.nanoTime() + atMost.toNanos();
    for (Map.Entry<String, Future<ServerState.Stats>> one : asked.entrySet()) {
      Future<ServerState.Stats> answer = one.getValue();
      try {
        stats.put(one.getKey(), answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
      } catch (TimeoutException e) {
        answer.cancel(true);
      } catch (ExecutionException e) {
        LOG.debug("no stats: server={} error={}", one.getKey(), String.valueOf(e.getCause()));
      }
    }
    return stats;
  }

  private ServerState.Stats ask(PoolServer server) throws InterruptedException {
    StatusMethods.RaftProgress progress =
        remote.ask(
            server.socketAddress(),
            StatusMethods.RAFT_STATS,
            CatalogMethods.Done.DONE,
            new WriteOptions("", ""));
    return new ServerState.Stats(
        contact(progress.lastContact()), progress.lastTerm(), progress.lastIndex());
  }

  private static Duration contact(String text) {
    try {
      return text.equals("never") ? Duration.ofSeconds(-1) : GoDuration.parse(text);
    } catch (GoDuration.InvalidDuration e) {
      throw new ConsulException("not a duration: " + text);
    }
  }
}
