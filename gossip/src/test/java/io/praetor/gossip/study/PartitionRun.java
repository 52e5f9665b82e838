// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.study;

import static io.praetor.gossip.core.serf.Simulation.SECOND;

import io.praetor.gossip.core.serf.PoolEvent;
import io.praetor.gossip.core.serf.SimHost;
import io.praetor.gossip.core.serf.Simulation;
import io.praetor.gossip.core.swim.SwimOptions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;

/// A network in which some ways lead in one direction only.
final class PartitionRun {
  private static final long DURATION = 120 * SECOND;

  private PartitionRun() {}

  /// @param wronged how many members were called dead by anybody
  /// @param events how often a member was called dead at another
  /// @param victimKnown seconds until all others knew the one that is cut off to be dead
  record Result(int wronged, long events, double victimKnown) {}

  /// A share of all ordered pairs cannot speak.
  static Result oneWayLinks(int n, double share, long seed) {
    return run(n, (from, to) -> hash(seed, from.index, to.index) >= share, -1, seed);
  }

  /// One member hears nobody, but all hear it.
  static Result deaf(int n, long seed) {
    return run(n, (from, to) -> to.index != n / 2, n / 2, seed);
  }

  /// Nobody hears one member, but it hears all.
  static Result mute(int n, long seed) {
    return run(n, (from, to) -> from.index != n / 2, n / 2, seed);
  }

  /// A fifth of the pool can speak to the rest, but not hear it.
  static Result oneWayHalves(int n, long seed) {
    return run(n, (from, to) -> from.index < n / 5 || to.index >= n / 5, -1, seed);
  }

  private static Result run(int n, BiPredicate<SimHost, SimHost> connected, int victim, long seed) {
    Simulation net = new Simulation(seed);
    net.keepsEvents = false;
    net.tags = Tagging.client();
    net.converged(n, SwimOptions.lan());
    net.run(2 * SECOND);
    long start = net.now;
    Set<String> wronged = new HashSet<>();
    long[] events = new long[1];
    double[] knew = new double[n];
    Arrays.fill(knew, Double.NaN);
    net.observer =
        new Simulation.Observer() {
          @Override
          public void happened(SimHost host, PoolEvent event) {
            if (event instanceof PoolEvent.Failed(var member)) {
              if (victim >= 0 && member.name().equals(net.hosts.get(victim).name)) {
                knew[host.index] = (net.now - start) / 1e9;
              } else if (host.index != victim) {
                wronged.add(member.name());
                events[0]++;
              }
            }
          }
        };
    net.connected = connected;
    net.run(DURATION);
    if (victim >= 0) {
      knew[victim] = 0;
    }
    return new Result(wronged.size(), events[0], Arrays.stream(knew).max().orElse(Double.NaN));
  }

  /// Between 0 and 1, the same for a pair each time.
  private static double hash(long seed, int from, int to) {
    long mixed = (seed * 31 + from) * 0x9E37_79B9_7F4A_7C15L + to;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
  }
}
