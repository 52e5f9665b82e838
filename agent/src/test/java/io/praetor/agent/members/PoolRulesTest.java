// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.config.Cidr;
import io.praetor.gossip.core.serf.Member;
import io.praetor.gossip.core.serf.MemberStatus;
import io.praetor.wire.Bytes;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolRulesTest {
  private static final String ID = "11111111-1111-1111-1111-111111111111";
  private static final String OTHER = "22222222-2222-2222-2222-222222222222";

  private final LanRules lan = new LanRules("one", ID, "dc1");

  private static Member member(String name, String role, String dc, String id) {
    return new Member(
        name,
        Bytes.wrap(new byte[] {127, 0, 0, 1}),
        8301,
        Map.of("role", role, "dc", dc, "id", id, "build", "1.22.5:", "port", "8300", "vsn", "2"),
        MemberStatus.NONE,
        Member.Versions.CONSUL);
  }

  private static Member left(Member member) {
    return new Member(
        member.name(),
        member.addr(),
        member.port(),
        member.tags(),
        MemberStatus.LEFT,
        Member.Versions.CONSUL);
  }

  private static Member with(Member member, String tag, String value) {
    Map<String, String> tags = new HashMap<>(member.tags());
    tags.put(tag, value);
    return new Member(
        member.name(), member.addr(), member.port(), tags, member.status(), Member.Versions.CONSUL);
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

  @Test
  void whoHasLeftOwnsNoId() {
    Member left = left(member("two", "node", "dc1", ID));
    assertNull(lan.refuseMerge(List.of(left)));
    assertNull(
        lan.refuseMerge(
            List.of(
                left(member("three", "node", "dc1", OTHER)),
                member("four", "node", "dc1", OTHER))));
  }

  @Test
  void ourOwnNameIsOursInAnyCase() {
    assertNull(lan.refuse(member("ONE", "consul", "dc1", ID)));
  }

  @Test
  void oldBuildsMayShareAnId() {
    Member old = with(member("two", "node", "dc1", OTHER), "build", "0.8.4:'1");
    assertNull(lan.refuseMerge(List.of(old, with(old, "build", "unknown"))));
    assertNotNull(
        lan.refuseMerge(List.of(with(old, "build", "0.8.5"), member("x", "node", "dc1", OTHER))));
  }

  @ParameterizedTest
  @CsvSource({
    "port, x",
    "port, ''",
    "vsn, ''",
    "build, 1.22",
    "expect, three",
    "wan_join_port, -",
    "raft_vsn, 3.0",
    "ft_si, yes",
    "sl_alpha, 10.0.0.1",
    "sl_alpha, 10.0.0.1:x",
    "grpc_port, 0",
    "grpc_tls_port, none",
    "role, node",
  })
  void oneBadNumberAndItIsNoServer(String tag, String value) {
    WanRules wan = new WanRules();
    Member server = member("one.dc1", "consul", "dc1", ID);
    assertNull(wan.refuse(server));
    assertEquals("Member 'one.dc1' is not a server", wan.refuse(with(server, tag, value)));
  }

  @ParameterizedTest
  @CsvSource({
    "expect, 3",
    "wan_join_port, -1",
    "ft_si, 1",
    "sl_alpha, 10.0.0.1:8303",
    "grpc_port, 8502",
    "new, x"
  })
  void otherTagsDoNotHinder(String tag, String value) {
    assertNull(new WanRules().refuse(with(member("one.dc1", "consul", "dc1", ID), tag, value)));
  }

  @Test
  void onlyAllowedNetworksMayBeThere() throws Exception {
    Member inside = member("two", "node", "dc1", OTHER);
    Cidr loopback = Objects.requireNonNull(Cidr.parse("127.0.0.0/24"));
    Cidr elsewhere = Objects.requireNonNull(Cidr.parse("10.0.0.0/8"));
    assertNull(new AllowedNetworks(lan, List.of(), "one").refuse(inside));
    AllowedNetworks allowed = new AllowedNetworks(lan, List.of(elsewhere, loopback), "one");
    assertNull(allowed.refuse(inside));
    assertTrue(allowed.contain(InetAddress.getByName("10.1.2.3")));
    AllowedNetworks strict = new AllowedNetworks(lan, List.of(elsewhere), "one");
    assertEquals("127.0.0.1 is not allowed", strict.refuse(inside));
    assertNull(strict.refuse(member("one", "consul", "dc1", ID)));
    assertNull(strict.refuseMerge(List.of(inside)));
    assertFalse(strict.contain(InetAddress.getByName("127.0.0.1")));
    assertNotNull(strict.refuse(member("two", "node", "dc2", OTHER)));
  }
}
