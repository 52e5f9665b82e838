// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.wan;

import io.praetor.rpc.ServerAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A server of any datacenter, from what it says about itself in the WAN pool.
///
/// @param name in that pool, `<node>.<datacenter>`; it is known by it
/// @param address of its server port
public record WanServer(String name, String datacenter, InetSocketAddress address) {
  /// Null for a member that is no server, or that does not say how to reach it.
  ///
  /// @param host where the pool sees it, an IP address
  public static @Nullable WanServer of(String name, String host, Map<String, String> tags) {
    String datacenter = tags.getOrDefault("dc", "");
    if (!"consul".equals(tags.get("role")) || datacenter.isEmpty()) {
      return null;
    }
    String text = (host.contains(":") ? "[" + host + "]" : host) + ":" + tags.get("port");
    InetSocketAddress address = ServerAddress.parse(text);
    return address == null || address.getPort() == 0
        ? null
        : new WanServer(name, datacenter, address);
  }

  /// The name of its node, without the datacenter.
  public String node() {
    String end = "." + datacenter;
    return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
  }
}
