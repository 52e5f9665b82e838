// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import static org.junit.jupiter.api.Assertions.fail;

import io.praetor.raft.core.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A simulation that finds nothing may be blind. So each known bug is planted, and must be found.
class PlantedBugsTest {
  private static final int SEEDS = Integer.getInteger("sim.bugSeeds", 2000);

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theSimulationNotices(Fault fault) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        new Simulation(seed, fault, false).run();
      } catch (RuntimeException e) {
        System.out.printf("%s: seed %d: %s%n", fault, seed, e.getMessage());
        return;
      }
    }
    fail(fault + " was not noticed in " + SEEDS + " clusters");
  }
}
