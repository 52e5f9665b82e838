// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.praetor.gossip.core.serf.Member;
import io.praetor.gossip.core.serf.MemberStatus;
import io.praetor.wire.Bytes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolRulesTest {
  private static final String ID = "11111111-1111-1111-1111-111111111111";
  private static final String OTHER = "22222222-2222-2222-2222-222222222222";

  private final LanRules lan = new LanRules("one", ID, "dc1");

  private static Member member(String name, String role, String dc, String id) {
    return new Member(
        name,
        Bytes.wrap(new byte[] {127, 0, 0, 1}),
        8301,
        Map.of("role", role, "dc", dc, "id", id),
        MemberStatus.ALIVE,
        Member.Versions.CONSUL);
  }

  @Test
  void aLanPoolIsOfOneDatacenterAndEachIdOfOneMember() {
    assertNull(lan.refuse(member("one", "consul", "dc1", ID)));
    assertNull(lan.refuse(member("two", "node", "dc1", OTHER)));
    assertEquals(
        "Member 'two' part of wrong datacenter 'dc2'",
        lan.refuse(member("two", "node", "dc2", OTHER)));
    assertEquals(
        "Member 'two' has conflicting node ID '" + ID + "' with this agent's ID",
        lan.refuse(member("two", "node", "dc1", ID)));
    assertEquals(
        "Member 'three' has conflicting node ID '" + OTHER + "' with member 'two'",
        lan.refuseMerge(
            List.of(member("two", "node", "dc1", OTHER), member("three", "node", "dc1", OTHER))));
  }

  @Test
  void agentsOfSerfMayJoinTheLanPool() {
    assertNull(lan.refuse(member("sf0", "web", "", "")));
  }

  @Test
  void aWanPoolIsOfServers() {
    WanRules wan = new WanRules();
    assertNull(wan.refuseMerge(List.of(member("one.dc1", "consul", "dc1", ID))));
    assertEquals(
        "Member 'sf1' is not a server", wan.refuseMerge(List.of(member("sf1", "web", "", ""))));
  }
}
