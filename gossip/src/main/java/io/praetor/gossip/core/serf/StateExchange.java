// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The layer's part of a push/pull: what we know, and what is made of what others know.
final class StateExchange {
  private final SerfEnv env;
  private final Intents intents;
  private final UserEvents events;
  private int joinsIgnoringOld;

  StateExchange(SerfEnv env, Intents intents, UserEvents events) {
    this.env = env;
    this.intents = intents;
    this.events = events;
  }

  /// While a join is under way that wants no user events from before it.
  void ignoringOld(boolean begins) {
    joinsIgnoringOld += begins ? 1 : -1;
  }

  SerfMessage.PushPull state() {
    Map<String, Long> times = HashMap.newHashMap(env.members.size());
    env.members.forEach(entry -> times.put(entry.name(), entry.statusLTime()));
    List<String> left =
        env.members.gone(MemberStatus.LEFT).stream().map(MemberTable.Entry::name).toList();
    return new SerfMessage.PushPull(
        env.clock.time(),
        times,
        left,
        env.eventClock.time(),
        events.remembered(),
        env.queryClock.time());
  }

  void merge(SerfMessage.PushPull remote, boolean join) {
    witness(env.clock, remote.ltime());
    witness(env.eventClock, remote.eventLTime());
    witness(env.queryClock, remote.queryLTime());
    // Those who left come first, one past the time they joined at, which they must have left after.
    Set<String> left = Set.copyOf(remote.leftMembers());
    for (String name : left) {
      Long joined = remote.statusLTimes().get(name);
      if (joined != null) {
        intents.leave(new SerfMessage.Leave(joined + 1, name, false));
      }
    }
    for (Map.Entry<String, Long> status : remote.statusLTimes().entrySet()) {
      if (!left.contains(status.getKey())) {
        intents.join(new SerfMessage.Join(status.getValue(), status.getKey()));
      }
    }
    if (join && joinsIgnoringOld > 0) {
      events.ignoreBefore(remote.eventLTime());
    }
    events.merge(remote.events());
  }

  /// A clock shows the next time; what has been seen is one before it.
  private static void witness(LamportClock clock, long shown) {
    if (shown != 0) {
      clock.witness(shown - 1);
    }
  }
}
