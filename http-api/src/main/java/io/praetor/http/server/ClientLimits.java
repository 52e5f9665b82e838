// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.server;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Counts the open connections of each client address, over all listeners of one server. An entry
/// lives as long as a connection of its address.
final class ClientLimits {
  private final ConcurrentHashMap<InetAddress, Integer> open = new ConcurrentHashMap<>();
  private volatile int limit;

  ClientLimits(int limit) {
    this.limit = limit;
  }

  /// Takes effect for connections that come from now on.
  void limit(int changed) {
    limit = changed;
  }

  /// Counts a connection unless it is one too many. Each true is to be followed by one
  /// [#release].
  boolean acquire(@Nullable InetAddress client) {
    if (client == null) {
      return true;
    }
    int most = limit;
    int count = open.merge(client, 1, Integer::sum);
    if (most > 0 && count > most) {
      release(client);
      return false;
    }
    return true;
  }

  void release(@Nullable InetAddress client) {
    if (client != null) {
      open.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
    }
  }

  int clients() {
    return open.size();
  }
}
