// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import io.praetor.raft.ServerId;
import io.praetor.raft.core.Input;
import io.praetor.raft.core.Message;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Loses, repeats, delays and so reorders messages, and cuts links in one direction or both.
final class SimNetwork {
  private record Link(ServerId from, ServerId to) {}

  interface Delivery {
    void deliver(ServerId to, Input input);
  }

  private final Agenda agenda;
  private final RandomGenerator random;
  private final Profile profile;
  private final Delivery delivery;
  private final Set<Link> cut = new HashSet<>();
  private boolean reliable;
  private long dropped;

  SimNetwork(Agenda agenda, RandomGenerator random, Profile profile, Delivery delivery) {
    this.agenda = agenda;
    this.random = random;
    this.profile = profile;
    this.delivery = delivery;
  }

  void cut(ServerId from, ServerId to) {
    cut.add(new Link(from, to));
  }

  void heal() {
    cut.clear();
  }

  /// From now on nothing is lost by chance.
  void calm() {
    heal();
    reliable = true;
  }

  long dropped() {
    return dropped;
  }

  void send(ServerId from, ServerId to, Message message) {
    int copies = !reliable && random.nextDouble() < profile.duplication() ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      carry(from, to, () -> delivery.deliver(to, new Input.Receive(from, message)));
    }
  }

  /// Runs `arrival` when and if it gets through.
  void carry(ServerId from, ServerId to, Runnable arrival) {
    if (isLost(from, to)) {
      dropped++;
      return;
    }
    agenda.in(
        delayNanos(),
        () -> {
          if (cut.contains(new Link(from, to))) {
            dropped++;
          } else {
            arrival.run();
          }
        });
  }

  private boolean isLost(ServerId from, ServerId to) {
    return cut.contains(new Link(from, to)) || (!reliable && random.nextDouble() < profile.loss());
  }

  private long delayNanos() {
    long delay = 50_000 + random.nextLong(profile.maxDelayNanos());
    boolean slow = !reliable && random.nextDouble() < profile.slowMessages();
    return slow ? delay + random.nextLong(TimeUnit.SECONDS.toNanos(3)) : delay;
  }
}
