// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

import io.praetor.raft.Leader;
import io.praetor.raft.LeadershipListener;
import io.praetor.raft.RaftNode;
import io.praetor.rpc.ConsulException;
import io.praetor.rpc.Rpc;
import io.praetor.rpc.ServerAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// On a server: the leader answers, and what any server may answer is answered here once this server
/// has heard of a leader. What is meant for another datacenter goes to one of its servers.
public final class ServerRoutes implements Routes, LeadershipListener {
  private final Rpc local;
  private final RaftNode raft;
  private final String datacenter;
  private final InetSocketAddress self;
  private final DatacenterRoutes others;
  private final News news = new News();
  private volatile boolean leading;

  private ServerRoutes(
      Rpc local,
      RaftNode raft,
      String datacenter,
      InetSocketAddress self,
      DatacenterRoutes others) {
    this.local = local;
    this.raft = raft;
    this.datacenter = datacenter;
    this.self = self;
    this.others = others;
  }

  /// @param local answers from this server's own state
  /// @param self where other servers reach this one
  /// @param others the ways out of this datacenter
  public static ServerRoutes of(
      Rpc local,
      RaftNode raft,
      String datacenter,
      InetSocketAddress self,
      DatacenterRoutes others) {
    ServerRoutes routes = new ServerRoutes(local, raft, datacenter, self, others);
    raft.addLeadershipListener(routes);
    return routes;
  }

  @Override
  public Route route(String wanted, Need need) {
    // Names of datacenters are lower case, and are not made so here: Consul does not, either.
    if (!wanted.isEmpty() && !wanted.equals(datacenter)) {
      return others.route(wanted);
    }
    if (isAnsweredHere(need)) {
      return new Route.Here(local);
    }
    InetSocketAddress address = raft.leader().map(Leader::address).map(this::parse).orElse(null);
    return address == null
        ? new Route.Nowhere(ConsulException.noLeader())
        : new Route.There(address);
  }

  private boolean isAnsweredHere(Need need) {
    return switch (need) {
      case LEADER -> leading;
      case STALE -> leading || raft.lastContactMillis() >= 0;
      case ANY -> true;
    };
  }

  /// Null for an address that is not one, and for the own one: this server leads no more, but has
  /// not heard who does.
  private @Nullable InetSocketAddress parse(String address) {
    InetSocketAddress server = ServerAddress.parse(address);
    return server == null || server.equals(self) ? null : server;
  }

  /// Raft itself finds out who leads.
  @Override
  public void failed(InetSocketAddress server) {}

  @Override
  public void failed(String in, InetSocketAddress server) {
    others.failed(in, server);
  }

  @Override
  public void leaderChanged(long term, @Nullable Leader leader, boolean self) {
    leading = self;
    news.happened();
  }

  @Override
  public long news() {
    return news.count();
  }

  @Override
  public void awaitNews(long seen, Duration atMost) throws InterruptedException {
    news.await(seen, atMost);
  }
}
