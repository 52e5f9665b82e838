// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.agent.members.Members;
import io.praetor.http.agent.Member;
import io.praetor.rpc.forward.DatacenterRoutes;
import io.praetor.rpc.wan.WanServer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the ways to other datacenters up to date with the WAN pool, and from time to time moves the
/// calls to another server of each.
final class WanWatch {
  private static final Logger LOG = LoggerFactory.getLogger("agent.router");

  /// Consul's times between two rebalances.
  private static final int REBALANCE_SECONDS = 120;

  private static final int REBALANCE_JITTER_SECONDS = 60;

  private static final int LEFT = 3;

  private final DatacenterRoutes ways;
  private final DatacenterRoutes.Probe probe;
  private final Threads threads;

  private WanWatch(DatacenterRoutes ways, DatacenterRoutes.Probe probe, Threads threads) {
    this.ways = ways;
    this.probe = probe;
    this.threads = threads;
  }

  /// Follows the pool from now on.
  static void start(
      Members members, DatacenterRoutes ways, DatacenterRoutes.Probe probe, Threads threads) {
    WanWatch watch = new WanWatch(ways, probe, threads);
    members.listen(
        (change, member, wan) -> {
          if (wan) {
            watch.changed(change, member);
          }
        });
    members.list(true).stream()
        .filter(member -> member.status() != LEFT)
        .forEach(member -> watch.changed(Members.Change.JOINED, member));
    watch.next();
  }

  private void changed(Members.Change change, Member member) {
    WanServer server = WanServer.of(member.name(), member.addr(), member.tags());
    if (server == null) {
      LOG.warn("Non-server in server-only area: non_server={} area=wan", member.name());
      return;
    }
    switch (change) {
      case JOINED, UPDATED -> ways.joined(server);
      case LEFT, REAPED -> ways.left(server);
      case FAILED -> ways.failed(server.datacenter(), server.address());
    }
  }

  private void next() {
    int jitter = ThreadLocalRandom.current().nextInt(REBALANCE_JITTER_SECONDS);
    try {
      threads
          .timer()
          .schedule(
              () -> threads.virtual().execute(this::rebalance),
              REBALANCE_SECONDS + jitter,
              TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("servers of other datacenters are no longer probed: the agent stops");
    }
  }

  private void rebalance() {
    try {
      ways.rebalance(probe);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    next();
  }
}
