// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.raft.Leader;
import io.praetor.raft.ServerId;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When calls to a leader are given up.
class FormerLeaderTest {
  private final List<InetSocketAddress> givenUp = new ArrayList<>();
  private final FormerLeader former = new FormerLeader(givenUp::add);

  private void leads(int number) {
    former.leaderChanged(
        1, new Leader(new ServerId("s" + number), "127.0.0." + number + ":8300"), false);
  }

  @Test
  void onlyWhenAnotherLeads() {
    leads(1);
    former.leaderChanged(2, null, false);
    assertEquals(List.of(), givenUp, "it may come back");
    leads(1);
    assertEquals(List.of(), givenUp, "and did");
    former.leaderChanged(3, null, false);
    leads(2);
    assertEquals(List.of(new InetSocketAddress("127.0.0.1", 8300)), givenUp);
    leads(3);
    assertEquals(2, givenUp.size());
  }
}
