// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import io.praetor.raft.ServerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The servers that a change of the configuration has taken out, while the leader still sends to
/// them. A server that holds that change knows that it is no voter and does not stand; one that was
/// never told would stand for ever. The leader's patience is bounded, as most of those that are
/// taken out are dead. Whoever is not told does no harm either: voters that hear a leader do not
/// answer it (see [Voting]), and where there is none its log is behind theirs.
final class Departures {
  private static final int PATIENCE = 3;

  private record Departure(long index, long untilNanos) {}

  private final Map<ServerId, Departure> leaving = new HashMap<>();

  /// Those of `known` that are not in `peers` any more leave, by the entry at `index`.
  void changed(List<ServerId> known, List<ServerId> peers, Replica replica) {
    leaving.keySet().removeAll(peers);
    long until = replica.nowNanos + PATIENCE * replica.options.electionTimeoutNanos();
    long index = replica.configurations.latestState().index();
    for (ServerId id : known) {
      if (!peers.contains(id)) {
        leaving.putIfAbsent(id, new Departure(index, until));
      }
    }
  }

  boolean contains(ServerId id) {
    return leaving.containsKey(id);
  }

  /// Whether nothing more need be sent to a server that holds the log up to `match`.
  boolean isOver(ServerId id, long match, long nowNanos) {
    Departure departure = leaving.get(id);
    if (departure == null || (match < departure.index && nowNanos < departure.untilNanos)) {
      return false;
    }
    leaving.remove(id);
    return true;
  }
}
