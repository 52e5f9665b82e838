// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.praetor.raft.core.Fault;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A simulation that finds nothing may be blind. So each known bug is planted, and must be found.
///
/// The search begins at a seed that is known to show the bug, so that it costs one cluster; when the
/// simulation changes it goes on from there. Bugs without a known seed are searched for only when
/// `-Dsim.bugSeeds=N` says how far.
class PlantedBugsTest {
  private static final int SEEDS = Integer.getInteger("sim.bugSeeds", 300);

  private static final Map<Fault, Long> KNOWN =
      Map.ofEntries(
          Map.entry(Fault.COMMITS_EARLIER_TERMS_BY_COUNT, 110L),
          Map.entry(Fault.COMMITS_BEFORE_COMPARING, 11L),
          Map.entry(Fault.TRUNCATES_WITHOUT_CONFLICT, 32L),
          Map.entry(Fault.IGNORES_CANDIDATE_LOG, 1L),
          Map.entry(Fault.COMPARES_LENGTH_ONLY, 28L),
          Map.entry(Fault.VOTES_TWICE, 93L),
          Map.entry(Fault.READS_WITHOUT_QUORUM, 1L),
          Map.entry(Fault.FORGETS_LEADER, 586L),
          Map.entry(Fault.TRUSTS_ALARMS, 698L),
          Map.entry(Fault.KEEPS_LEASE_IN_TRANSFER, 1927L),
          Map.entry(Fault.CHANGES_MEMBERS_EARLY, 946L),
          Map.entry(Fault.ANSWERS_BEFORE_DURABLE, 259L),
          Map.entry(Fault.COUNTS_OWN_UNDURABLE, 69L),
          Map.entry(Fault.DISK_LOSES_TERM_AND_VOTE, 1L),
          Map.entry(Fault.DISK_LIES_ABOUT_SYNC, 19L),
          Map.entry(Fault.DISK_FORGETS_TRUNCATION, 1L),
          Map.entry(Fault.SNAPSHOT_MISSES_LAST_ENTRY, 3L));

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theSimulationNotices(Fault fault) {
    assumeTrue(
        KNOWN.containsKey(fault) || Integer.getInteger("sim.bugSeeds") != null,
        () -> "SKIPPED: no seed is known that shows " + fault + "; -Dsim.bugSeeds=N searches");
    long first = KNOWN.getOrDefault(fault, 1L);
    for (long seed = first; seed < first + SEEDS; seed++) {
      try {
        new Simulation(seed, fault, false).run();
      } catch (RuntimeException e) {
        System.out.printf("%s: seed %d: %s%n", fault, seed, e.getMessage());
        return;
      }
    }
    fail(fault + " was not noticed in " + SEEDS + " clusters from seed " + first);
  }
}
