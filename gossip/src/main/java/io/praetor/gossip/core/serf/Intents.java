// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.swim.Effect;
import java.util.ArrayList;
import java.util.List;

/// The wishes of members to join and to leave, ours and those that others pass on, and the members
/// that are to be forgotten after that.
final class Intents {
  private final SerfEnv env;
  private final List<Pruning> prunings = new ArrayList<>();

  /// A member that is forgotten after the news of its leaving has gone round.
  private record Pruning(String name, long at) {}

  Intents(SerfEnv env) {
    this.env = env;
  }

  void announceJoin() {
    SerfMessage.Join join = new SerfMessage.Join(env.clock.time(), env.self());
    env.clock.witness(join.ltime());
    env.members.joinIntent(join, env.now);
    env.intents.add(null, SerfMessage.encode(join), null);
  }

  /// Whether others should hear of it as well.
  boolean join(SerfMessage.Join join) {
    env.clock.witness(join.ltime());
    return env.members.joinIntent(join, env.now);
  }

  /// Whether others should hear of it as well.
  boolean leave(SerfMessage.Leave leave) {
    env.clock.witness(leave.ltime());
    MemberTable.Entry entry = env.members.get(leave.node());
    if (entry != null && Long.compareUnsigned(leave.ltime(), entry.statusLTime()) <= 0) {
      return false;
    }
    if (entry != null && leave.node().equals(env.self()) && env.departure.staying()) {
      env.log(Effect.Level.DEBUG, "Refuting an older leave intent");
      announceJoin();
      return false;
    }
    boolean news = env.members.leaveIntent(leave, env.now);
    if (news && leave.prune() && entry != null) {
      MemberTable.Entry after = env.members.get(leave.node());
      long wait =
          after != null && after.status() == MemberStatus.LEAVING
              ? env.options.broadcastTimeout() + env.options.leavePropagateDelay()
              : 0;
      prunings.add(new Pruning(leave.node(), env.now + wait));
      tick();
    }
    return news;
  }

  /// Says of another member that it has left. False when nobody has that name.
  boolean force(String name, boolean prune) {
    if (env.members.get(name) == null) {
      return false;
    }
    SerfMessage.Leave leave = new SerfMessage.Leave(env.clock.time(), name, prune);
    env.clock.increment();
    leave(leave);
    if (env.swim().anyAlive()) {
      env.intents.add(null, SerfMessage.encode(leave), null);
    }
    return true;
  }

  /// Forgets those whose time has come.
  void tick() {
    if (prunings.isEmpty()) {
      return;
    }
    for (Pruning pruning : List.copyOf(prunings)) {
      if (pruning.at() <= env.now) {
        prunings.remove(pruning);
        forget(pruning.name());
      }
    }
  }

  private void forget(String name) {
    MemberTable.Entry entry = env.members.get(name);
    if (entry != null
        && (entry.status() == MemberStatus.LEFT || entry.status() == MemberStatus.LEAVING)) {
      env.members.erase(entry);
      env.vivaldi.forget(name);
    }
  }

  long deadline() {
    long next = Long.MAX_VALUE;
    for (Pruning pruning : prunings) {
      next = Math.min(next, pruning.at());
    }
    return next;
  }
}
