// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.gossip.core.swim.SwimOptions;
import org.junit.jupiter.api.Test;

/// Two members of one name: the pool decides, and who loses is told.
class NameConflictTest {
  private static final long SECOND = 1_000_000_000L;

  private static long lost(SimHost host) {
    return host.events.stream().filter(e -> e.event() instanceof PoolEvent.NameLost).count();
  }

  @Test
  void whoComesLaterLosesTheName() {
    Simulation net = new Simulation(21);
    net.cluster(9, SECOND);
    net.run(15 * SECOND);
    SimHost holder = net.hosts.get(5);
    SimHost second = net.add(holder.name, SwimOptions.lan());
    second.join(net.hosts.getFirst());
    net.run(60 * SECOND);
    assertTrue(lost(second) > 0, "the second of the name goes on");
    assertEquals(
        0, net.hosts.stream().filter(h -> h != second).mapToLong(NameConflictTest::lost).sum());
  }

  @Test
  void nobodyAsksWithoutAConflict() {
    Simulation net = new Simulation(22);
    net.cluster(9, SECOND);
    SimHost late = net.add("late", SwimOptions.lan());
    late.join(net.hosts.getFirst());
    net.run(60 * SECOND);
    assertEquals(0, net.hosts.stream().mapToLong(NameConflictTest::lost).sum());
  }
}
