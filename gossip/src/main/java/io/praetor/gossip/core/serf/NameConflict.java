// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.swim.Effect;
import io.praetor.gossip.core.swim.Peer;
import io.praetor.wire.Bytes;
import java.util.List;

/// When another node has our name, the others are asked whom they know by it; whoever is in the
/// minority must stop.
final class NameConflict {
  private final SerfEnv env;
  private final QueryDesk desk;
  private boolean asking;

  NameConflict(SerfEnv env, QueryDesk desk) {
    this.env = env;
    this.desk = desk;
  }

  void noticed(Peer existing) {
    if (existing.name().equals(env.self()) && env.options.resolveConflicts() && !asking) {
      asking = true;
      Bytes name = Bytes.utf8(env.self());
      desk.ask(Internal.CONFLICT, name, List.of(), false, 0, 0, new Vote());
    }
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
