// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

import io.praetor.rpc.ConsulException;
import io.praetor.rpc.wan.ServerList;
import io.praetor.rpc.wan.WanMap;
import io.praetor.rpc.wan.WanServer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ways to other datacenters as they are now. Any thread.
public final class DatacenterRoutes {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.rpc");

  /// What Consul answers when it knows the datacenter, but none of its servers answered of late.
  private static final String UNREACHABLE = "Remote DC has no server currently reachable";

  private final RandomGenerator random;
  private volatile WanMap map;

  /// Asks whether a server answers.
  @FunctionalInterface
  public interface Probe {
    boolean answers(WanServer server) throws InterruptedException;
  }

  /// @param datacenter the own one
  /// @param self where other servers reach this one
  public DatacenterRoutes(String datacenter, InetSocketAddress self, RandomGenerator random) {
    this.random = random;
    this.map = WanMap.alone(datacenter, self);
  }

  Route route(String datacenter) {
    WanMap known = map;
    List<InetSocketAddress> servers = known.candidates(datacenter);
    if (!servers.isEmpty()) {
      return new Route.Elsewhere(datacenter, servers);
    }
    if (known.knows(datacenter)) {
      LOG.warn(
          "RPC request to DC is currently failing as no server can be reached: datacenter={}",
          datacenter);
      return new Route.Nowhere(new ConsulException(UNREACHABLE));
    }
    LOG.warn(
        "RPC request for DC is currently failing as no path was found: datacenter={}", datacenter);
    return new Route.Nowhere(ConsulException.noPathToDatacenter());
  }

  /// A server of the WAN pool has come, come back, or changed what it says about itself.
  public void joined(WanServer server) {
    change(known -> known.joined(server));
  }

  /// It has left, or is forgotten.
  public void left(WanServer server) {
    change(known -> known.left(server));
  }

  /// The pool lost sight of it, or a call to it went wrong.
  public void failed(String datacenter, InetSocketAddress server) {
    change(known -> known.failed(datacenter, server));
  }

  /// The other datacenters.
  public Set<String> datacenters() {
    return map.others().keySet();
  }

  /// Mixes the servers of each datacenter and moves one that answers to the front, to be called from
  /// time to time. Waits for the answers.
  public void rebalance(Probe probe) throws InterruptedException {
    for (String datacenter : datacenters()) {
      ServerList before = map.servers(datacenter);
      WanServer answered = null;
      for (WanServer server : before.shuffled(random)) {
        if (probe.answers(server)) {
          answered = server;
          break;
        }
      }
      WanServer found = answered;
      change(known -> known.probed(datacenter, before, found));
    }
  }

  private synchronized void change(UnaryOperator<WanMap> change) {
    map = change.apply(map);
  }
}
