// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.wan;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The ways to the other datacenters, changed by what happens in the WAN pool and to calls (Consul's
/// router, with the WAN as its only area). Immutable.
///
/// @param datacenter the own one, to which no way leads out
/// @param self this server's own port. A member that claims to be another datacenter's server there is
///     not believed: a call to it would come back to us, and go round for ever
/// @param others the servers by datacenter; none is empty
public record WanMap(String datacenter, InetSocketAddress self, Map<String, ServerList> others) {
  public WanMap {
    others = Map.copyOf(others);
  }

  /// Nobody has been seen yet.
  public static WanMap alone(String datacenter, InetSocketAddress self) {
    return new WanMap(datacenter, self, Map.of());
  }

  /// A server has come, come back, or changed what it says about itself.
  public WanMap joined(WanServer server) {
    boolean outside = !server.datacenter().equals(datacenter) && !server.address().equals(self);
    return outside ? changed(server.datacenter(), list -> list.with(server)) : this;
  }

  /// It has left, or is forgotten.
  public WanMap left(WanServer server) {
    return changed(server.datacenter(), list -> list.without(server));
  }

  /// The pool lost sight of it, or a call to it went wrong.
  public WanMap failed(String in, InetSocketAddress server) {
    return changed(in, list -> list.failed(server));
  }

  /// Whom to ask in a datacenter, in this order; empty where nobody can be.
  public List<InetSocketAddress> candidates(String in) {
    ServerList list = servers(in);
    return list.offline() ? List.of() : list.servers().stream().map(WanServer::address).toList();
  }

  /// Whether there is such another datacenter, within reach or not.
  public boolean knows(String other) {
    return others.containsKey(other);
  }

  /// The servers of a datacenter.
  public ServerList servers(String in) {
    return others.getOrDefault(in, ServerList.EMPTY);
  }

  /// What came of probing a datacenter's servers, each until one answered.
  ///
  /// @param before the servers when it began
  /// @param answered who is used from now on; null when none of them answered, so that calls are
  ///     refused at once until one comes back
  public WanMap probed(String in, ServerList before, @Nullable WanServer answered) {
    return changed(
        in,
        list -> answered == null ? list.unanswered(before.arrivals()) : list.answeredBy(answered));
  }

  private WanMap changed(String in, UnaryOperator<ServerList> change) {
    SortedMap<String, ServerList> next = new TreeMap<>(others);
    ServerList list = change.apply(servers(in));
    if (list.servers().isEmpty()) {
      next.remove(in);
    } else {
      next.put(in, list);
    }
    return new WanMap(datacenter, self, next);
  }
}
