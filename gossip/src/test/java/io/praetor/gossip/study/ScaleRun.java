// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.study;

import static io.praetor.gossip.core.serf.Simulation.SECOND;

import io.praetor.gossip.core.serf.PoolEvent;
import io.praetor.gossip.core.serf.SimHost;
import io.praetor.gossip.core.serf.Simulation;
import io.praetor.gossip.core.swim.SwimOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// One pool that begins converged: some quiet seconds, some joins, some crashes.
final class ScaleRun {
  private static final long WARM_UP = 3 * SECOND;
  private static final long QUIET = 15 * SECOND;
  private static final String SUSPECTS = "Suspect ";
  private static final String CONVICTS = "Marking ";

  private final int n;
  private final Simulation net;
  private final SplittableRandom random;
  private final Map<String, Fate> fates = new LinkedHashMap<>();

  /// What became known of one member, in seconds since it joined or crashed.
  static final class Fate {
    private final long since;
    private final double[] known;
    private int count;
    double suspected = Double.NaN;
    double convicted = Double.NaN;

    Fate(long since, int n) {
      this.since = since;
      this.known = new double[n];
    }

    private double age(long now) {
      return (now - since) / 1e9;
    }

    /// When that share of the others knew.
    double at(double share) {
      int needed = (int) Math.ceil(share * known.length);
      return needed > count ? Double.NaN : known[needed - 1];
    }
  }

  /// @param joins when a new member was known
  /// @param crashes when a dead member was known to be dead
  /// @param wronged how many were called dead who were not
  record Result(
      int n,
      double loss,
      List<Fate> joins,
      List<Fate> crashes,
      int wronged,
      double packetsPerSecond,
      double bytesPerSecond,
      double streamBytesPerSecond,
      double busiestPacketsPerSecond) {
    static double mean(List<Fate> fates, ToDoubleFunction<Fate> of) {
      return fates.stream().mapToDouble(of).average().orElse(Double.NaN);
    }

    static double worst(List<Fate> fates, ToDoubleFunction<Fate> of) {
      return fates.stream().mapToDouble(of).max().orElse(Double.NaN);
    }
  }

  private ScaleRun(int n, double loss, long seed) {
    this.n = n;
    this.net = new Simulation(seed);
    this.random = new SplittableRandom(seed);
    net.loss = loss;
    net.keepsEvents = false;
    net.tags = Tagging.client();
    net.observer = new Watch();
  }

  static Result of(int n, double loss, int repeats, long seed) {
    return new ScaleRun(n, loss, seed).run(repeats);
  }

  private Result run(int repeats) {
    net.converged(n, SwimOptions.lan());
    net.run(WARM_UP);
    long packets = 0;
    long bytes = 0;
    long streamBytes = 0;
    for (SimHost host : net.hosts) {
      packets -= host.packets;
      bytes -= host.packetBytes;
      streamBytes -= host.streamBytes;
      host.packets = 0;
    }
    long before = -packets;
    net.run(QUIET);
    long busiest = 0;
    for (SimHost host : net.hosts) {
      packets += host.packets;
      bytes += host.packetBytes;
      streamBytes += host.streamBytes;
      busiest = Math.max(busiest, host.packets);
    }
    double hostSeconds = n * (QUIET / 1e9);
    List<Fate> joins = joins(repeats);
    List<Fate> crashes = crashes(repeats);
    return new Result(
        n,
        net.loss,
        joins,
        crashes,
        wronged,
        (packets + before) / hostSeconds,
        bytes / hostSeconds,
        streamBytes / hostSeconds,
        busiest / (QUIET / 1e9));
  }

  private List<Fate> joins(int repeats) {
    List<Fate> joins = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      SimHost through = net.hosts.get(random.nextInt(n));
      SimHost added = net.add(SwimOptions.lan());
      joins.add(follow(added, net.hosts.size() - 1));
      added.join(through);
      net.run(SECOND / 2);
    }
    until(60, joins);
    return joins;
  }

  private List<Fate> crashes(int repeats) {
    net.run(3 * SECOND);
    List<Fate> crashes = new ArrayList<>();
    int alive = net.hosts.size() - repeats;
    while (crashes.size() < repeats) {
      SimHost victim = net.hosts.get(random.nextInt(n));
      if (!victim.down) {
        victim.down = true;
        crashes.add(follow(victim, alive));
        net.run(random.nextLong(SECOND));
      }
    }
    until((long) Theory.suspicionMax(n) + 30, crashes);
    return crashes;
  }

  private Fate follow(SimHost host, int watchers) {
    Fate fate = new Fate(net.now, watchers);
    fates.put(host.name, fate);
    return fate;
  }

  private void until(long seconds, List<Fate> all) {
    for (long waited = 0; waited < seconds; waited++) {
      if (all.stream().allMatch(fate -> fate.count == fate.known.length)) {
        break;
      }
      net.run(SECOND);
    }
    fates.clear();
  }

  private int wronged;

  private final class Watch implements Simulation.Observer {
    @Override
    public void happened(SimHost host, PoolEvent event) {
      switch (event) {
        case PoolEvent.Joined(var member) when !member.name().equals(host.name) ->
            noticed(member.name());
        case PoolEvent.Failed(var member) -> {
          if (!noticed(member.name())) {
            wronged++;
          }
        }
        default -> {}
      }
    }

    private boolean noticed(String name) {
      Fate fate = fates.get(name);
      if (fate != null && fate.count < fate.known.length) {
        fate.known[fate.count++] = fate.age(net.now);
      }
      return fate != null;
    }

    @Override
    public void logged(SimHost host, String text) {
      if (text.startsWith(SUSPECTS)) {
        Fate fate = named(text, SUSPECTS);
        if (fate != null && Double.isNaN(fate.suspected)) {
          fate.suspected = fate.age(net.now);
        }
      } else if (text.startsWith(CONVICTS)) {
        Fate fate = named(text, CONVICTS);
        if (fate != null && Double.isNaN(fate.convicted)) {
          fate.convicted = fate.age(net.now);
        }
      }
    }

    private @org.jspecify.annotations.Nullable Fate named(String text, String before) {
      return fates.get(text.substring(before.length(), text.indexOf(' ', before.length())));
    }
  }
}
