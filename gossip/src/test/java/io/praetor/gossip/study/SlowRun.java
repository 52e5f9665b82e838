// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.study;

import static io.praetor.gossip.core.serf.Simulation.SECOND;

import io.praetor.gossip.core.serf.PoolEvent;
import io.praetor.gossip.core.serf.SimHost;
import io.praetor.gossip.core.serf.Simulation;
import io.praetor.gossip.core.swim.SwimOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// A pool in which some members are slow, as the Lifeguard paper makes them: again and again all
/// messages that come to them and go from them wait for a while, and their timers go on.
final class SlowRun {
  private final Simulation net;
  private final SplittableRandom random;
  private final Set<String> slow = new HashSet<>();
  private final Map<String, SimHost> byName = new HashMap<>();
  private final Result result = new Result();

  /// How often a member was called dead at some other member while it ran.
  static final class Result {
    /// It was not slow.
    long healthy;

    /// It was not slow, and neither was the other.
    long healthyAtHealthy;

    /// It was slow.
    long slow;
  }

  private SlowRun(int n, double share, SwimOptions options, long seed) {
    net = new Simulation(seed);
    random = new SplittableRandom(seed);
    net.keepsEvents = false;
    net.tags = Tagging.client();
    net.observer = new Watch();
    net.converged(n, options);
    for (SimHost host : net.hosts) {
      byName.put(host.name, host);
    }
    while (slow.size() < Math.round(share * n)) {
      slow.add(net.hosts.get(random.nextInt(n)).name);
    }
  }

  /// @param held how long messages wait
  /// @param free how long they do not, between two such times
  static Result of(
      int n, double share, SwimOptions options, long held, long free, long duration, long seed) {
    SlowRun run = new SlowRun(n, share, options, seed);
    for (String name : run.slow) {
      long first = run.net.now + run.random.nextLong(held + free);
      run.net.at(first, () -> run.hold(name, held, free));
    }
    run.net.run(duration);
    return run.result;
  }

  private void hold(String name, long held, long free) {
    SimHost host = byName.get(name);
    if (host == null) {
      throw new IllegalStateException(name);
    }
    host.heldUntil = net.now + held;
    net.at(net.now + held + free, () -> hold(name, held, free));
  }

  /// Seconds as nanoseconds.
  static long seconds(double seconds) {
    return (long) (seconds * SECOND);
  }

  private final class Watch implements Simulation.Observer {
    @Override
    public void happened(SimHost host, PoolEvent event) {
      if (event instanceof PoolEvent.Failed(var member)) {
        if (slow.contains(member.name())) {
          result.slow++;
        } else {
          result.healthy++;
          result.healthyAtHealthy += slow.contains(host.name) ? 0 : 1;
        }
      }
    }
  }
}
