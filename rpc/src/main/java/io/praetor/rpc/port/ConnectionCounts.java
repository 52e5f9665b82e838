// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.port;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;

/// Counts the open connections of each client address. Any thread.
final class ConnectionCounts {
  private final ConcurrentHashMap<InetAddress, Integer> open = new ConcurrentHashMap<>();
  private volatile int limit;

  /// @param limit most connections of one address; 0 or less for any number
  ConnectionCounts(int limit) {
    this.limit = limit;
  }

  /// Takes effect for connections that come from now on.
  void limit(int changed) {
    limit = changed;
  }

  /// Counts a connection unless it is one too many. Each true is to be followed by one
  /// {@link #release}.
  boolean acquire(InetAddress client) {
    int most = limit;
    int count = open.merge(client, 1, Integer::sum);
    if (most > 0 && count > most) {
      release(client);
      return false;
    }
    return true;
  }

  void release(InetAddress client) {
    open.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
  }

  int clients() {
    return open.size();
  }
}
