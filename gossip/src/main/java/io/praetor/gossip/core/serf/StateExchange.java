// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import java.util.ArrayList;
import java.util.List;
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
    List<SerfMessage.StatusTime> times = new ArrayList<>(env.members.size());
    env.members.forEach(
        entry -> times.add(new SerfMessage.StatusTime(entry.name(), entry.statusLTime())));
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
    if (!left.isEmpty()) {
      for (SerfMessage.StatusTime time : remote.statusLTimes()) {
        if (left.contains(time.node())) {
          intents.leave(new SerfMessage.Leave(time.ltime() + 1, time.node(), false));
        }
      }
    }
    for (SerfMessage.StatusTime time : remote.statusLTimes()) {
      if (!left.contains(time.node())) {
        intents.join(new SerfMessage.Join(time.ltime(), time.node()));
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
