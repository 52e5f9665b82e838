// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.praetor.raft.core.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A simulation that finds nothing may be blind. So each known bug is planted, and must be found.
///
/// The search begins at a seed that is known to show the bug, so that it costs one cluster; when the
/// simulation changes it goes on from there, `-Dsim.bugSeeds=N` clusters far. What was found is
/// printed as the table of `docs/simulation.md`.
class PlantedBugsTest {
  private static final int SEEDS = Integer.getInteger("sim.bugSeeds", 2000);

  /// @param rule what it breaks
  private record Bug(long seed, String rule) {}

  private static final Map<Fault, Bug> KNOWN = new EnumMap<>(Fault.class);

  static {
    know(Fault.COMMITS_EARLIER_TERMS_BY_COUNT, 20356, "Raft 5.4.2, figure 8");
    know(Fault.COMMITS_BEFORE_COMPARING, 6, "Raft figure 2, AppendEntries 5");
    know(Fault.TRUNCATES_WITHOUT_CONFLICT, 213, "Raft figure 2, AppendEntries 3");
    know(Fault.IGNORES_CANDIDATE_LOG, 3, "Raft 5.4.1");
    know(Fault.COMPARES_LENGTH_ONLY, 12, "Raft 5.4.1: the later term comes first");
    know(Fault.VOTES_TWICE, 11, "Raft 5.2");
    know(Fault.READS_WITHOUT_QUORUM, 4, "Raft 8; dissertation 6.4");
    know(Fault.FORGETS_LEADER, 1180, "dissertation 4.2.3 and 6.4.1: voters are loyal");
    know(Fault.TRUSTS_ALARMS, 59, "dissertation 6.4.1, with a detector that errs");
    know(Fault.KEEPS_LEASE_IN_TRANSFER, 642, "dissertation 6.4.1 against 3.10");
    know(Fault.CHANGES_MEMBERS_EARLY, 338, "Ongaro on raft-dev, 2015: the bug in 4.1");
    know(Fault.ANSWERS_BEFORE_DURABLE, 95, "Raft figure 2: persistent state");
    know(Fault.COUNTS_OWN_UNDURABLE, 29, "dissertation 10.2.1");
    know(Fault.KEEPS_WHAT_WAS_GIVEN_UP, 24, "restore of a saved state: no section; see Footing");
    know(Fault.READS_RESTORED_STATE_EARLY, 24, "restore of a saved state: no section");
    know(Fault.DISK_LOSES_TERM_AND_VOTE, 9, "Raft figure 2: persistent state");
    know(Fault.DISK_LIES_ABOUT_SYNC, 42, "Raft figure 2: persistent state");
    know(Fault.DISK_FORGETS_TRUNCATION, 36, "Raft 5.3");
    know(Fault.SNAPSHOT_MISSES_LAST_ENTRY, 3, "Raft 7");
    know(Fault.RESTORED_SNAPSHOT_LEAVES_STATE, 3, "Raft figure 13, step 8");
  }

  private static final List<String> FOUND = Collections.synchronizedList(new ArrayList<>());

  private static void know(Fault fault, long seed, String rule) {
    KNOWN.put(fault, new Bug(seed, rule));
  }

  @Test
  void eachOneHasItsPlaceInTheTable() {
    assertEquals(EnumSet.complementOf(EnumSet.of(Fault.NONE)), KNOWN.keySet());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theSimulationNotices(Fault fault) {
    Bug bug = KNOWN.get(fault);
    for (long seed = bug.seed; seed < bug.seed + SEEDS; seed++) {
      Simulation simulation = new Simulation(seed, fault, false);
      try {
        simulation.run();
      } catch (RuntimeException e) {
        FOUND.add(
            "| %s | %s | %d | %,d | %.1f s | %s |"
                .formatted(
                    fault,
                    bug.rule,
                    seed,
                    simulation.events(),
                    simulation.nanos() / 1e9,
                    shortened(String.valueOf(e.getMessage()))));
        return;
      }
    }
    fail(fault + " was not noticed in " + SEEDS + " clusters from seed " + bug.seed);
  }

  private static String shortened(String message) {
    return message.length() <= 100 ? message : message.substring(0, 97) + "...";
  }

  @AfterAll
  static void print() {
    System.out.println(
        """
        | Bug | Breaks | Seed | Steps | Simulated | What was noticed |
        |---|---|---:|---:|---:|---|""");
    FOUND.forEach(System.out::println);
  }
}
