// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.wan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What happens in the WAN pool, and the order in which servers are asked after it.
class WanMapTest {
  private static final WanServer A = server("a", "dc2", 1);
  private static final WanServer B = server("b", "dc2", 2);
  private static final WanServer C = server("c", "dc2", 3);
  private static final WanMap NONE = WanMap.alone("dc1", new InetSocketAddress("10.0.0.9", 8300));
  private static final WanMap THREE = NONE.joined(A).joined(B).joined(C);

  private static WanServer server(String node, String datacenter, int host) {
    return new WanServer(
        node + "." + datacenter, datacenter, new InetSocketAddress("10.0.0." + host, 8300));
  }

  private static List<Integer> asked(WanMap map) {
    return map.candidates("dc2").stream()
        .map(address -> (int) address.getAddress().getAddress()[3])
        .toList();
  }

  private static WanMap probed(WanMap map, @Nullable WanServer answered) {
    return map.probed("dc2", map.servers("dc2"), answered);
  }

  @Test
  void serversAreAskedInTheOrderInWhichTheyCame() {
    assertEquals(List.of(1, 2, 3), asked(THREE));
    assertTrue(THREE.knows("dc2"));
    assertFalse(THREE.knows("dc3"));
    assertEquals(List.of(), THREE.candidates("dc3"));
  }

  @Test
  void theOwnDatacenterAndOneselfAreNoOtherDatacenter() {
    assertEquals(NONE, NONE.joined(server("x", "dc1", 1)));
    assertEquals(NONE, NONE.joined(server("liar", "dc7", 9)));
  }

  @Test
  void whoFailsIsAskedLast() {
    WanMap map = THREE.failed("dc2", A.address());
    assertEquals(List.of(2, 3, 1), asked(map));
    assertEquals(List.of(2, 3, 1), asked(map.failed("dc2", A.address())), "it is last already");
    assertEquals(List.of(3, 1, 2), asked(map.failed("dc2", B.address())));
  }

  @Test
  void theOnlyServerIsAskedThoughItFailed() {
    assertEquals(List.of(1), asked(NONE.joined(A).failed("dc2", A.address())));
  }

  @Test
  void aServerThatMovedKeepsItsPlace() {
    WanServer moved = server("a", "dc2", 7);
    assertEquals(List.of(7, 2, 3), asked(THREE.joined(moved)));
  }

  @Test
  void aDatacenterWithoutServersIsForgotten() {
    WanMap map = THREE.left(A).left(B);
    assertEquals(List.of(3), asked(map));
    assertFalse(map.left(C).knows("dc2"));
  }

  @Test
  void whoAnsweredAProbeIsAskedFirst() {
    assertEquals(List.of(3, 1, 2), asked(probed(THREE, C)));
    assertEquals(
        List.of(1, 2),
        asked(THREE.left(C).probed("dc2", THREE.servers("dc2"), C)),
        "it left meanwhile");
  }

  @Test
  void nobodyIsAskedWhereNobodyAnsweredUntilOneComesBack() {
    WanMap offline = probed(THREE, null);
    assertEquals(List.of(), asked(offline));
    assertTrue(offline.knows("dc2"));
    assertEquals(List.of(), asked(offline.left(C)));
    assertEquals(List.of(1, 2, 3), asked(offline.joined(B)));
    assertEquals(List.of(2, 1, 3), asked(probed(offline, B)));
  }

  @Test
  void whoComesWhileOthersAreProbedIsAsked() {
    ServerList before = THREE.servers("dc2");
    assertEquals(List.of(1, 2, 3), asked(THREE.joined(A).probed("dc2", before, null)));
  }

  @Test
  void shufflingReachesEveryServer() {
    Set<String> first = new TreeSet<>();
    for (int seed = 0; seed < 50; seed++) {
      List<WanServer> mixed = THREE.servers("dc2").shuffled(new Random(seed));
      assertEquals(Set.of(A, B, C), Set.copyOf(mixed));
      first.add(mixed.getFirst().name());
    }
    assertEquals(Set.of("a.dc2", "b.dc2", "c.dc2"), first);
  }

  @Test
  void membersSayWhoTheyAre() {
    Map<String, String> tags = Map.of("role", "consul", "dc", "dc2", "port", "8300");
    assertEquals(A, WanServer.of("a.dc2", "10.0.0.1", tags));
    assertEquals("a", A.node());
    WanServer six = WanServer.of("s.dc2", "fd00::1", tags);
    assertEquals("s.dc2", six == null ? "" : six.name());
    assertNull(WanServer.of("n", "10.0.0.1", Map.of("role", "node", "dc", "dc2", "port", "8300")));
    assertNull(WanServer.of("n", "10.0.0.1", Map.of("role", "consul", "port", "8300")));
    for (String port : List.of("", "x", "-1", "0", "65536", "8300x")) {
      assertNull(
          WanServer.of("n", "10.0.0.1", Map.of("role", "consul", "dc", "d", "port", port)), port);
    }
    assertNull(WanServer.of("n", "a name", tags));
    assertNull(WanServer.of("n", "10.0.0.1", Map.of("role", "consul", "dc", "d")));
  }
}
