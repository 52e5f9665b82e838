// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.packet.PacketCodec;
import io.praetor.gossip.core.packet.Security;
import io.praetor.gossip.core.swim.Effect;
import io.praetor.gossip.core.swim.SwimOptions;
import io.praetor.wire.Bytes;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// A network of pools in virtual time. Everything follows from one seed, so a failure replays.
final class Simulation {
  static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  final List<Host> hosts = new ArrayList<>();
  double loss;
  long minDelay = MILLI / 5;
  long maxDelay = 2 * MILLI;

  /// Whether one host's bytes reach the other at all.
  BiPredicate<Host, Host> connected = (from, to) -> true;

  long now = SECOND;
  long packets;
  long packetBytes;
  long trace = 17;

  private final SplittableRandom random;
  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
  private final Map<InetSocketAddress, Host> byAddress = new HashMap<>();
  private long order;

  private record Due(long at, long order, Runnable action) {}

  Simulation(long seed) {
    random = new SplittableRandom(seed);
  }

  /// What happened, where and when.
  record Seen(long at, PoolEvent event) {}

  /// One agent.
  final class Host {
    final int index;
    final String name;
    final Serf serf;
    final List<Seen> events = new ArrayList<>();
    boolean down;
    long pausedUntil;
    private final InetSocketAddress address;
    private long ticking = Long.MAX_VALUE;

    Host(int index, String name, SwimOptions swim) {
      this.index = index;
      this.name = name;
      byte[] ip = {10, 0, (byte) (index >> 8), (byte) index};
      this.serf =
          new Serf(
              new Serf.Setup(
                  name,
                  Bytes.wrap(ip),
                  8301,
                  Map.of("role", "node"),
                  Member.Versions.CONSUL,
                  swim,
                  SerfOptions.consul(false),
                  PoolRules.OPEN,
                  KeyControl.NONE,
                  Serf.MemberReconnect.STANDARD),
              new Snapshotter(),
              random.split(),
              now);
      this.address = io.praetor.gossip.core.swim.Peer.address(Bytes.wrap(ip), 8301);
      byAddress.put(address, this);
    }

    void run(Runnable input) {
      if (down) {
        return;
      }
      if (pausedUntil > now) {
        at(pausedUntil, () -> run(input));
        return;
      }
      input.run();
      settle();
    }

    void settle() {
      for (PoolEvent event : serf.events()) {
        events.add(new Seen(now, event));
        trace = trace * 31 + (now ^ name.hashCode() ^ event.getClass().getSimpleName().hashCode());
      }
      for (Effect effect : serf.effects()) {
        switch (effect) {
          case Effect.Packet(InetSocketAddress to, byte[] message, boolean _) ->
              packet(to, message);
          case Effect.Exchange(long id, InetSocketAddress to, byte[] message, long timeout) ->
              exchange(id, to, message, timeout);
          case Effect.Reply(long stream, byte[] message) -> replies.remove(stream).accept(message);
          case Effect.Close(long stream) -> replies.remove(stream).accept(null);
          case Effect.Log _ -> {}
        }
      }
      long due = serf.deadline();
      if (due < ticking) {
        ticking = due;
        at(
            due,
            () -> {
              if (ticking == due) {
                ticking = Long.MAX_VALUE;
                run(
                    () -> {
                      if (serf.deadline() <= now) {
                        serf.tick(now);
                      }
                    });
              }
            });
      }
    }

    private final Map<Long, java.util.function.Consumer<byte @Nullable []>> replies =
        new HashMap<>();

    private void packet(InetSocketAddress to, byte[] message) {
      packets++;
      packetBytes += message.length;
      Host target = byAddress.get(to);
      if (target == null || random.nextDouble() < loss || !connected.test(this, target)) {
        return;
      }
      at(
          now + delay(),
          () ->
              target.run(
                  () ->
                      PacketCodec.open(
                          message,
                          Security.NONE,
                          read -> target.serf.message(read, address, now))));
    }

    private void exchange(long id, InetSocketAddress to, byte[] message, long timeout) {
      Host target = byAddress.get(to);
      if (target == null || target.down || !connected.test(this, target)) {
        long wait = target != null && target.down ? delay() : timeout;
        at(now + wait, () -> run(() -> serf.failed(id, "connection refused", now)));
        return;
      }
      long stream = ++order;
      at(
          now + 2 * delay(),
          () ->
              target.run(
                  () -> {
                    target.replies.put(
                        stream,
                        answer ->
                            at(
                                now + delay(),
                                () ->
                                    run(
                                        () -> {
                                          if (answer == null) {
                                            serf.failed(id, "EOF", now);
                                          } else {
                                            serf.answered(id, answer, now);
                                          }
                                        })));
                    target.serf.stream(stream, message, now);
                  }));
    }

    MemberStatus sees(String other) {
      return serf.members().stream()
          .filter(m -> m.name().equals(other))
          .map(Member::status)
          .findFirst()
          .orElse(MemberStatus.NONE);
    }

    long alive() {
      return serf.members().stream().filter(m -> m.status() == MemberStatus.ALIVE).count();
    }

    void join(Host other) {
      run(() -> serf.join(other.address, true, error -> {}, now));
    }
  }

  private long delay() {
    return random.nextLong(minDelay, maxDelay + 1);
  }

  void at(long time, Runnable action) {
    agenda.add(new Due(Math.max(time, now), ++order, action));
  }

  Host add(SwimOptions swim) {
    return add("n" + hosts.size(), swim);
  }

  /// A host at an address of its own, whatever its name.
  Host add(String name, SwimOptions swim) {
    Host host = new Host(hosts.size(), name, swim);
    hosts.add(host);
    host.settle();
    return host;
  }

  /// Hosts that all join the first one, spread over `spread`.
  void cluster(int size, long spread) {
    for (int i = 0; i < size; i++) {
      Host host = add(SwimOptions.lan());
      if (i > 0) {
        at(now + random.nextLong(spread), () -> host.join(hosts.getFirst()));
      }
    }
  }

  /// Lets time pass.
  void run(long duration) {
    long end = now + duration;
    while (!agenda.isEmpty() && agenda.peek().at() <= end) {
      Due due = agenda.poll();
      now = due.at();
      due.action().run();
    }
    now = end;
  }

  /// Lets time pass until all that are up agree, or gives up; how long it took.
  Optional<Long> runUntil(long limit, java.util.function.Predicate<Host> reached) {
    long start = now;
    while (now - start < limit) {
      run(SECOND / 10);
      if (hosts.stream().filter(h -> !h.down).allMatch(reached)) {
        return Optional.of(now - start);
      }
    }
    return Optional.empty();
  }

  long count(Class<? extends PoolEvent> kind) {
    return hosts.stream()
        .flatMap(host -> host.events.stream())
        .filter(seen -> kind.isInstance(seen.event()))
        .count();
  }
}
