// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import io.netty.channel.EventLoopGroup;
import io.praetor.rpc.RemoteCalls;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Calls to the servers of other datacenters: a pool of connections for each, because their
/// certificates carry the datacenter's name. Any thread.
public final class DatacenterPools implements AutoCloseable {
  private final EventLoopGroup loops;
  private final PortDialer dialer;
  private final CallDeadlines deadlines;
  private final UnaryOperator<String> serverName;
  private final ConcurrentHashMap<String, RpcPool> pools = new ConcurrentHashMap<>();

  /// @param dialer to servers of the own datacenter
  /// @param serverName what is on the certificates of a datacenter's servers
  public DatacenterPools(
      EventLoopGroup loops,
      PortDialer dialer,
      CallDeadlines deadlines,
      UnaryOperator<String> serverName) {
    this.loops = loops;
    this.dialer = dialer;
    this.deadlines = deadlines;
    this.serverName = serverName;
  }

  /// @param datacenter one that the WAN pool knows, so that there are never more than a few
  public RemoteCalls to(String datacenter) {
    return pools.computeIfAbsent(datacenter, name -> new RpcPool(loops, dialer(name), deadlines));
  }

  /// How to connect to its servers.
  public PortDialer dialer(String datacenter) {
    return datacenter.isEmpty() ? dialer : dialer.toward(serverName.apply(datacenter));
  }

  @Override
  public void close() {
    pools.values().forEach(RpcPool::close);
  }
}
