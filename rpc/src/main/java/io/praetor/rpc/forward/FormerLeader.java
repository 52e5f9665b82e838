// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

import io.praetor.raft.Leader;
import io.praetor.raft.LeadershipListener;
import io.praetor.rpc.ServerAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Ends what is still asked of a leader once another server leads: a leader that was cut off without a
/// word would keep its callers waiting. Reads are then made anew where the leader is; of writes nobody
/// knows whether they were done, and their callers are told so. One thread, that of raft.
public final class FormerLeader implements LeadershipListener {
  private final Consumer<InetSocketAddress> giveUp;
  private @Nullable String last;

  /// @param giveUp ends all calls to a server, and returns at once
  public FormerLeader(Consumer<InetSocketAddress> giveUp) {
    this.giveUp = giveUp;
  }

  @Override
  public void leaderChanged(long term, @Nullable Leader leader, boolean self) {
    if (leader == null) {
      return; // It may come back, and has what it was asked.
    }
    String former = last;
    last = leader.address();
    if (former != null && !former.equals(last)) {
      InetSocketAddress address = ServerAddress.parse(former);
      if (address != null) {
        giveUp.accept(address);
      }
    }
  }
}
