// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

import io.praetor.rpc.ConsulException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// On a client agent: any server answers or passes the call on. One is used until a call to it fails;
/// then it goes to the end of the list. Other datacenters are the servers' business.
public final class ClientRoutes implements Routes {
  private final RandomGenerator random;
  private final News news = new News();
  private List<InetSocketAddress> servers = List.of();

  public ClientRoutes(RandomGenerator random) {
    this.random = random;
  }

  /// The servers that are alive now. Those already known keep their order; new ones are put in at
  /// random places, so that agents spread over them.
  public synchronized void servers(List<InetSocketAddress> alive) {
    List<InetSocketAddress> next = new ArrayList<>(servers);
    next.retainAll(alive);
    for (InetSocketAddress server : alive) {
      if (!next.contains(server)) {
        next.add(random.nextInt(next.size() + 1), server);
      }
    }
    if (!next.equals(servers)) {
      servers = next;
      news.happened();
    }
  }

  /// In the order in which they are tried.
  public synchronized List<InetSocketAddress> servers() {
    return List.copyOf(servers);
  }

  /// Mixes the list, to be called from time to time.
  public synchronized void rebalance() {
    List<InetSocketAddress> mixed = new ArrayList<>(servers);
    Collections.shuffle(mixed, Random.from(random));
    servers = mixed;
  }

  @Override
  public synchronized Route route(String datacenter, Need need) {
    return servers.isEmpty()
        ? new Route.Nowhere(new ConsulException("No known Consul servers"))
        : new Route.There(servers.getFirst());
  }

  @Override
  public synchronized void failed(InetSocketAddress server) {
    if (servers.size() > 1 && servers.getFirst().equals(server)) {
      List<InetSocketAddress> next = new ArrayList<>(servers);
      next.add(next.removeFirst());
      servers = next;
    }
  }

  /// Clients call their own datacenter only.
  @Override
  public void failed(String datacenter, InetSocketAddress server) {}

  @Override
  public long news() {
    return news.count();
  }

  @Override
  public void awaitNews(long seen, Duration atMost) throws InterruptedException {
    news.await(seen, atMost);
  }
}
