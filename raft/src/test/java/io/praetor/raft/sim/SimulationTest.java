// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.raft.core.Fault;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Runs clusters of three to seven servers through network, disk, clock and membership trouble.
/// `-Dsim.seeds=N` and `-Dsim.first=S` choose the seeds; a failing one is named, and running it
/// alone prints its last steps.
class SimulationTest {
  private static final long FIRST = Long.getLong("sim.first", 1);
  private static final int SEEDS = Integer.getInteger("sim.seeds", 2000);

  @Test
  void noSeedBreaksAnyPromiseOfRaft() {
    // Each cluster is a world of its own, so that they may run on all cores and stay replayable.
    List<Simulation.Report> reports =
        LongStream.range(FIRST, FIRST + SEEDS)
            .parallel()
            .mapToObj(seed -> run(seed, SEEDS == 1))
            .toList();
    long writes = reports.stream().mapToLong(Simulation.Report::writes).sum();
    long reads = reports.stream().mapToLong(Simulation.Report::reads).sum();
    System.out.printf(
        "%d clusters, %d s of their time: %d acknowledged writes, %d reads, %d states restored, %d elections, %d troubles, %d messages lost, %d events%n",
        reports.size(),
        NANOSECONDS.toSeconds(reports.stream().mapToLong(Simulation.Report::nanos).sum()),
        writes,
        reads,
        reports.stream().mapToLong(Simulation.Report::restored).sum(),
        reports.stream().mapToInt(Simulation.Report::elections).sum(),
        reports.stream().mapToLong(Simulation.Report::troubles).sum(),
        reports.stream().mapToLong(Simulation.Report::dropped).sum(),
        reports.stream().mapToLong(Simulation.Report::events).sum());
    assertTrue(writes > 10L * SEEDS && reads > 10L * SEEDS, "the clusters did hardly anything");
  }

  @Test
  void aSeedAlwaysGivesTheSameRun() {
    assertEquals(run(7, false), run(7, false));
  }

  private static Simulation.Report run(long seed, boolean tracing) {
    Simulation simulation = new Simulation(seed, Fault.NONE, tracing);
    try {
      return simulation.run();
    } catch (RuntimeException e) {
      throw new AssertionError(
          "seed %d: %s. Run it alone with -Dsim.first=%d -Dsim.seeds=1%n%s"
              .formatted(seed, e.getMessage(), seed, simulation.tracedTail()),
          e);
    }
  }
}
