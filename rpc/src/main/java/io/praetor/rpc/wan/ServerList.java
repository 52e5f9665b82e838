// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.wan;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// The servers of one datacenter in the order in which they are asked: one is used until it fails,
/// then it goes to the end. Failed members stay; only who left is taken out.
///
/// @param offline none of them answered when they were last probed, and none has come since
/// @param arrivals how often a server has come or come back
public record ServerList(List<WanServer> servers, boolean offline, long arrivals) {
  static final ServerList EMPTY = new ServerList(List.of(), false, 0);

  public ServerList {
    servers = List.copyOf(servers);
  }

  /// A known server keeps its place; a new one is asked when those before it have failed, or after
  /// the next shuffle.
  ServerList with(WanServer server) {
    List<WanServer> next = new ArrayList<>(servers);
    int at = indexOf(server.name());
    if (at >= 0) {
      next.set(at, server);
    } else {
      next.add(server);
    }
    return new ServerList(next, false, arrivals + 1);
  }

  ServerList without(WanServer server) {
    return new ServerList(
        servers.stream().filter(known -> !known.name().equals(server.name())).toList(),
        offline,
        arrivals);
  }

  /// Moves the server to the end, if it is the one in use.
  ServerList failed(InetSocketAddress address) {
    if (servers.size() < 2 || !servers.getFirst().address().equals(address)) {
      return this;
    }
    List<WanServer> next = new ArrayList<>(servers.subList(1, servers.size()));
    next.add(servers.getFirst());
    return new ServerList(next, offline, arrivals);
  }

  /// A random order, so that the servers of a datacenter share the calls of all others. It is to be
  /// probed, and comes into use by [#answeredBy].
  public List<WanServer> shuffled(RandomGenerator random) {
    List<WanServer> mixed = new ArrayList<>(servers);
    Collections.shuffle(mixed, Random.from(random));
    return mixed;
  }

  /// Puts the server that answered first.
  ServerList answeredBy(WanServer server) {
    int at = indexOf(server.name());
    if (at < 0) {
      return this; // It has left in the meantime.
    }
    List<WanServer> next = new ArrayList<>(servers);
    next.addFirst(next.remove(at));
    return new ServerList(next, false, arrivals);
  }

  /// @param seen the arrivals when probing began: who came later has not been probed
  ServerList unanswered(long seen) {
    return new ServerList(servers, offline || arrivals == seen, arrivals);
  }

  private int indexOf(String name) {
    for (int i = 0; i < servers.size(); i++) {
      if (servers.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
