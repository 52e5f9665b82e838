// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.catalog.CheckServiceNode;
import io.praetor.catalog.Node;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the DNS interface asks the agent for. Behind it stand the RPC methods, the agent's token for
/// DNS, the settings for stale reads and the agent's cache; the answers come filtered by ACL.
///
/// Names are in lower case and compared without case; an empty datacenter is the agent's own, an empty
/// peer is none. Any thread may call. A method may wait for other machines unless `answersAtOnce` said
/// that it will not; it must not throw.
public interface DnsSource {
  /// Whether look-ups in this datacenter are answered from this process's memory. If so they are made
  /// on an event loop, otherwise on a thread that may wait.
  boolean answersAtOnce(String datacenter);

  /// A node by name (`Internal.NodeInfo` or `Catalog.NodeServices`).
  Lookup<Node> node(String name, String datacenter, String peer);

  /// Instances with node and checks, whatever their health (`Health.ServiceNodes`). No instance is
  /// `Found` with an empty list.
  Lookup<List<CheckServiceNode>> instances(ServiceQuery query);

  /// The virtual address of a mesh service (`Catalog.VirtualIPForService`).
  Lookup<InetAddress> virtualAddress(String service, String peer);

  /// Runs a prepared query by name, ID or template (`PreparedQuery.Execute`).
  Lookup<QueryAnswer> runQuery(String nameOrId, String datacenter, InetAddress asker);

  /// The name, in the letter case of the catalog, of the first node of this datacenter that has the
  /// address.
  Lookup<String> nodeWithAddress(InetAddress address);

  /// The name of the first service of this datacenter with an instance of that address of its own.
  Lookup<String> serviceWithAddress(InetAddress address);

  /// Which instances of a service are wanted.
  enum ServiceKind {
    /// The instances themselves.
    SERVICE,
    /// Ways into the mesh: sidecars, native instances, terminating gateways.
    CONNECT,
    /// Ingress gateways.
    INGRESS
  }

  /// @param tag one tag (compared without case) that instances must have, or empty
  record ServiceQuery(
      ServiceKind kind, String service, String tag, String datacenter, String peer) {}

  /// @param service the service that the query led to, for its TTL
  /// @param ttl what the query itself says, or null
  record QueryAnswer(List<CheckServiceNode> instances, String service, @Nullable Duration ttl) {
    public QueryAnswer {
      instances = List.copyOf(instances);
    }
  }
}
