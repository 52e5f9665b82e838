// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the cluster protocols listen and which addresses others are told. A serf WAN address is
/// null when that port is off.
///
/// @param bindAddr the one address of the cluster protocols
/// @param advertiseLan told to members of the same datacenter
/// @param advertiseWan told to other datacenters
/// @param clientAddrs IP addresses or unix socket paths of the client protocols
/// @param rpcBind server RPC
/// @param rpcAdvertise server RPC as told to others
/// @param serfLanBind LAN gossip
/// @param serfLanAdvertise LAN gossip as told to others
/// @param serfWanBind WAN gossip
/// @param serfWanAdvertise WAN gossip as told to others
public record AddressConfig(
    InetAddress bindAddr,
    InetAddress advertiseLan,
    InetAddress advertiseWan,
    List<String> clientAddrs,
    InetSocketAddress rpcBind,
    InetSocketAddress rpcAdvertise,
    InetSocketAddress serfLanBind,
    InetSocketAddress serfLanAdvertise,
    @Nullable InetSocketAddress serfWanBind,
    @Nullable InetSocketAddress serfWanAdvertise) {
  public AddressConfig {
    clientAddrs = List.copyOf(clientAddrs);
  }
}
