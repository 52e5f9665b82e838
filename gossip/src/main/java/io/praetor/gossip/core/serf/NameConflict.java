// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.swim.Effect;
import io.praetor.gossip.core.swim.Peer;
import io.praetor.wire.Bytes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// When another node has our name, the others are asked whom they know by it; whoever is in the
/// minority must stop. Serf asks at once. Here they are first given the time to find out whether the
/// other node is still there, or else a node that was made anew would be voted out in favour of what
/// it replaces.
final class NameConflict {
  /// Longer than taking a name over takes, in nanoseconds.
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  private final SerfEnv env;
  private final QueryDesk desk;
  private boolean asking;
  private long askAt = Long.MAX_VALUE;

  NameConflict(SerfEnv env, QueryDesk desk) {
    this.env = env;
    this.desk = desk;
  }

  void noticed(Peer existing) {
    if (existing.name().equals(env.self()) && env.options.resolveConflicts() && !asking) {
      asking = true;
      askAt = env.now + PATIENCE;
    }
  }

  void tick() {
    if (env.now >= askAt) {
      askAt = Long.MAX_VALUE;
      Bytes name = Bytes.utf8(env.self());
      desk.ask(Internal.CONFLICT, name, List.of(), false, 0, 0, new Vote());
    }
  }

  /// When [#tick] has something to do next.
  long deadline() {
    return askAt;
  }

  /// Counts who knows us by our own address.
  private final class Vote implements Queries.Answers {
    private int answers;
    private int forUs;

    @Override
    public void response(String from, Bytes payload) {
      Member known = Internal.conflictAnswer(payload);
      if (known != null) {
        answers++;
        boolean us = known.addr().equals(env.setup.addr()) && known.port() == env.setup.port();
        forUs += us ? 1 : 0;
      }
    }

    @Override
    public void done() {
      asking = false;
      if (forUs >= answers / 2 + 1) {
        env.log(Effect.Level.INFO, "majority in name conflict resolution");
      } else {
        env.log(Effect.Level.WARN, "minority in name conflict resolution, quitting");
        env.happened(new PoolEvent.NameLost());
      }
    }
  }
}
