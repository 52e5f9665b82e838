// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.swim.SwimOptions;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A network of pools in virtual time. Everything follows from one seed, so a failure replays. All
/// messages are encoded and decoded as on real sockets.
public final class Simulation {
  public static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  public static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  public final List<SimHost> hosts = new ArrayList<>();

  /// The share of packets that get lost.
  public double loss;

  long minDelay = MILLI / 5;
  long maxDelay = 2 * MILLI;

  /// Whether one host's bytes reach the other at all.
  public BiPredicate<SimHost, SimHost> connected = (from, to) -> true;

  /// Told of all that happens, in order.
  public Observer observer = new Observer() {};

  /// Whether each host keeps what happened to it.
  public boolean keepsEvents = true;

  /// The tags of the hosts that are made from now on.
  public Map<String, String> tags = Map.of("role", "node");

  public long now = SECOND;
  long trace = 17;

  private final SplittableRandom random;
  private final PriorityQueue<Due> agenda = new PriorityQueue<>();
  private final Map<InetSocketAddress, SimHost> byAddress = new HashMap<>();
  private long order;

  private record Due(long at, long order, Runnable action) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  /// Who watches.
  public interface Observer {
    default void happened(SimHost host, PoolEvent event) {}

    default void logged(SimHost host, String text) {}
  }

  public Simulation(long seed) {
    random = new SplittableRandom(seed);
  }

  void happened(SimHost host, PoolEvent event) {
    trace = trace * 31 + (now ^ host.name.hashCode() ^ event.getClass().getSimpleName().hashCode());
    observer.happened(host, event);
  }

  void logged(SimHost host, String text) {
    observer.logged(host, text);
  }

  @Nullable SimHost host(InetSocketAddress address) {
    return byAddress.get(address);
  }

  boolean loses(SimHost from, SimHost to) {
    return random.nextDouble() < loss || !connected.test(from, to);
  }

  boolean linked(SimHost from, SimHost to) {
    return connected.test(from, to) && connected.test(to, from);
  }

  long nextStream() {
    return ++order;
  }

  long delay() {
    return random.nextLong(minDelay, maxDelay + 1);
  }

  public void at(long time, Runnable action) {
    agenda.add(new Due(Math.max(time, now), ++order, action));
  }

  public SimHost add(SwimOptions swim) {
    return add("n" + hosts.size(), swim);
  }

  /// A host at an address of its own, whatever its name.
  SimHost add(String name, SwimOptions swim) {
    SimHost host = new SimHost(this, hosts.size(), name, tags, swim, random.split());
    byAddress.put(host.address, host);
    hosts.add(host);
    host.settle();
    return host;
  }

  /// Hosts that all join the first one, spread over `spread`.
  void cluster(int size, long spread) {
    for (int i = 0; i < size; i++) {
      SimHost host = add(SwimOptions.lan());
      if (i > 0) {
        at(now + random.nextLong(spread), () -> host.join(hosts.getFirst()));
      }
    }
  }

  /// Hosts that have long known each other. They share what they know, so that ten thousand tables of
  /// ten thousand members cost little more than one.
  public void converged(int size, SwimOptions swim) {
    for (int i = 0; i < size; i++) {
      add(swim);
    }
    SimHost first = hosts.getFirst();
    for (SimHost host : hosts.subList(1, size)) {
      first.serf.message(host.introduction(), host.address, now);
    }
    for (SimHost host : hosts) {
      host.serf.adopt(first.serf, now);
      host.events.clear();
    }
  }

  /// Lets time pass.
  public void run(long duration) {
    long end = now + duration;
    while (!agenda.isEmpty() && agenda.peek().at() <= end) {
      Due due = agenda.poll();
      now = due.at();
      due.action().run();
    }
    now = end;
  }

  /// Lets time pass until all that are up agree, or gives up; how long it took.
  Optional<Long> runUntil(long limit, Predicate<SimHost> reached) {
    long start = now;
    while (now - start < limit) {
      run(SECOND / 10);
      if (hosts.stream().filter(h -> !h.down).allMatch(reached)) {
        return Optional.of(now - start);
      }
    }
    return Optional.empty();
  }

  long packets() {
    return hosts.stream().mapToLong(host -> host.packets).sum();
  }

  long count(Class<? extends PoolEvent> kind) {
    return hosts.stream()
        .flatMap(host -> host.events.stream())
        .filter(seen -> kind.isInstance(seen.event()))
        .count();
  }
}
