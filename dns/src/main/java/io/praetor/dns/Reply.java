// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/// What the edge must now do about a query.
public sealed interface Reply {
  /// Send these bytes to the client.
  record Send(byte[] message) implements Reply {}

  /// Send nothing: the query is itself a reply or no DNS at all, or the answer has no wire form.
  record Silence() implements Reply {}

  /// Answer again on a thread that may wait: a look-up needs another machine.
  record Later() implements Reply {}

  /// Pass the query on as it came to the recursors in this order, each for `recursor_timeout`. The
  /// first reply that says NOERROR or NXDOMAIN goes to the client, or else `onFailure`.
  record Forward(List<InetSocketAddress> recursors, byte[] onFailure) implements Reply {
    public Forward {
      recursors = List.copyOf(recursors);
    }
  }

  /// Ask the recursors in this order for the A records of each name; the first reply of any result
  /// code counts. Then answer again with what they said, and the same seed.
  record Resolve(List<InetSocketAddress> recursors, Set<Name> hosts) implements Reply {
    public Resolve {
      recursors = List.copyOf(recursors);
      hosts = Set.copyOf(hosts);
    }
  }
}
