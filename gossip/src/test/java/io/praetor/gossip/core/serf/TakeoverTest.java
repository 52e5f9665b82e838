// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static io.praetor.gossip.core.serf.Simulation.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.gossip.core.swim.SwimOptions;
import io.praetor.wire.Bytes;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A node that comes back under its name at another address.
class TakeoverTest {
  private static Bytes addressSeen(SimHost by, String name) {
    return by.serf.members().stream()
        .filter(m -> m.name().equals(name))
        .map(Member::addr)
        .findFirst()
        .orElse(Bytes.NIL);
  }

  private static boolean seesAt(SimHost by, SimHost who) {
    return by.sees(who.name) == MemberStatus.ALIVE
        && addressSeen(by, who.name).equals(addressSeen(who, who.name));
  }

  private static Simulation pool(long seed, double loss) {
    Simulation net = new Simulation(seed);
    net.loss = loss;
    net.cluster(9, SECOND);
    net.run(15 * SECOND);
    return net;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aHolderThatIsGoneLosesItsNameWithinThreeSeconds(long seed) {
    Simulation net = pool(seed, 0.01);
    SimHost old = net.hosts.get(5);
    old.down = true;
    net.run((seed % 4) * SECOND / 2);
    SimHost anew = net.add(old.name, SwimOptions.lan());
    anew.join(net.hosts.getFirst());
    Optional<Long> known = net.runUntil(3 * SECOND, host -> seesAt(host, anew));
    assertTrue(known.isPresent(), "seed " + seed + ": the new address is not known to all");
    net.run(60 * SECOND);
    assertTrue(net.hosts.stream().filter(h -> !h.down).allMatch(h -> seesAt(h, anew)));
    assertEquals(0, net.count(PoolEvent.Failed.class), "and nobody was ever called failed");
  }

  @Test
  void aHolderThatIsKnownDeadLosesItsNameAtOnce() {
    Simulation net = pool(11, 0);
    SimHost old = net.hosts.get(5);
    old.down = true;
    assertTrue(net.runUntil(60 * SECOND, h -> h.sees(old.name) == MemberStatus.FAILED).isPresent());
    SimHost anew = net.add(old.name, SwimOptions.lan());
    anew.join(net.hosts.getFirst());
    assertTrue(net.runUntil(2 * SECOND, host -> seesAt(host, anew)).isPresent());
  }

  @Test
  void aHolderThatAnswersKeepsItsName() {
    Simulation net = pool(12, 0.01);
    SimHost holder = net.hosts.get(5);
    SimHost second = net.add(holder.name, SwimOptions.lan());
    second.join(net.hosts.getFirst());
    for (int i = 0; i < 120; i++) {
      net.run(SECOND / 2);
      for (SimHost host : net.hosts) {
        assertTrue(host == second || seesAt(host, holder), host.name + " was misled");
      }
    }
  }

  @Test
  void whoCannotBeReachedClaimsNothing() {
    Simulation net = pool(13, 0);
    SimHost old = net.hosts.get(5);
    old.down = true;
    SimHost anew = net.add(old.name, SwimOptions.lan());
    net.connected = (from, to) -> to != anew;
    anew.join(net.hosts.getFirst());
    net.run(3 * SECOND);
    assertTrue(
        net.hosts.stream().filter(h -> !h.down && h != anew).noneMatch(h -> seesAt(h, anew)),
        "a claim that nobody stands for was believed");
  }
}
