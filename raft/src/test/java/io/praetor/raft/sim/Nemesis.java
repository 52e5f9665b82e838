// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.praetor.raft.Configuration;
import io.praetor.raft.ConfigurationChange;
import io.praetor.raft.Server;
import io.praetor.raft.core.Input;
import io.praetor.raft.core.ProposalId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Makes trouble, as much and of such kinds as the profile says.
final class Nemesis {
  private final Simulation world;
  private final RandomGenerator random;
  private final Profile profile;
  private boolean stopped;
  private long troubles;

  Nemesis(Simulation world) {
    this.world = world;
    this.random = world.random();
    this.profile = world.profile();
  }

  void start() {
    long wait = (long) (-Math.log(1 - random.nextDouble()) * profile.meanTroubleNanos());
    world
        .agenda()
        .in(
            wait,
            () -> {
              if (!stopped) {
                trouble();
                start();
              }
            });
  }

  void stop() {
    stopped = true;
  }

  long troubles() {
    return troubles;
  }

  private void trouble() {
    troubles++;
    int total =
        2 * profile.partitions()
            + profile.crashes()
            + profile.pauses()
            + profile.memberships()
            + profile.transfers()
            + profile.powerCuts()
            + profile.falseAlarms()
            + 1;
    int dice = random.nextInt(total);
    if ((dice -= profile.partitions()) < 0) {
      partition();
    } else if ((dice -= profile.partitions()) < 0) {
      world.trace(() -> "network heals");
      world.network().heal();
    } else if ((dice -= profile.crashes()) < 0) {
      crash(victim());
    } else if ((dice -= profile.pauses()) < 0) {
      victim().pause(random.nextLong(MILLISECONDS.toNanos(2500)));
    } else if ((dice -= profile.memberships()) < 0) {
      changeMembers();
    } else if ((dice -= profile.transfers()) < 0) {
      transfer();
    } else if ((dice -= profile.falseAlarms()) < 0) {
      falseAlarm();
    } else if (dice - profile.powerCuts() < 0) {
      // Several at once, so that what only they hold unsynced is gone for good.
      world.servers().stream().filter(server -> random.nextInt(3) > 0).forEach(this::crash);
    } else {
      victim().diskFactor(random.nextBoolean() ? 1 : 10);
    }
  }

  /// Strikes new leaders just when they begin to replicate.
  void elected(SimServer leader) {
    if (!stopped && random.nextDouble() < profile.harassment()) {
      world
          .agenda()
          .in(
              random.nextLong(MILLISECONDS.toNanos(80)),
              () -> {
                if (!stopped && random.nextBoolean()) {
                  crash(leader);
                } else if (!stopped) {
                  isolate(leader);
                }
              });
    }
  }

  /// Often the leader, since that is where it hurts.
  private SimServer victim() {
    SimServer leader = world.someLeader();
    List<SimServer> all = world.servers();
    return leader != null && random.nextInt(3) == 0 ? leader : all.get(random.nextInt(all.size()));
  }

  private void partition() {
    List<SimServer> all = new ArrayList<>(world.servers());
    Collections.shuffle(all, new Random(random.nextLong()));
    switch (random.nextInt(4)) {
      case 0 -> isolate(victim());
      case 1 -> {
        SimServer one = victim();
        SimServer other = all.getFirst().equals(one) ? all.getLast() : all.getFirst();
        world.trace(() -> "cut " + one.id() + " and " + other.id() + " apart");
        world.network().cut(one.id(), other.id());
        world.network().cut(other.id(), one.id());
      }
      default -> cut(all, 1 + random.nextInt(all.size() - 1));
    }
  }

  private void isolate(SimServer server) {
    List<SimServer> all = new ArrayList<>(world.servers());
    all.remove(server);
    all.addFirst(server);
    cut(all, 1);
  }

  private void cut(List<SimServer> all, int size) {
    boolean oneWay = random.nextInt(4) == 0;
    world.trace(
        () ->
            "cut "
                + all.subList(0, size).stream().map(SimServer::id).toList()
                + " off"
                + (oneWay ? " one way" : ""));
    for (SimServer inside : all.subList(0, size)) {
      for (SimServer outside : all.subList(size, all.size())) {
        world.network().cut(inside.id(), outside.id());
        if (!oneWay) {
          world.network().cut(outside.id(), inside.id());
        }
      }
    }
  }

  private void crash(SimServer server) {
    if (server.isUp()) {
      server.crash();
      long down = random.nextInt(3) == 0 ? 50 : 3000;
      world
          .agenda()
          .in(
              1 + random.nextLong(MILLISECONDS.toNanos(down)),
              () -> {
                if (!server.isUp()) {
                  server.start();
                }
              });
    }
  }

  /// Servers are told that the leader's process is gone, by a firewall say, and it is not. Worst
  /// when they hear nothing else of it.
  private void falseAlarm() {
    SimServer leader = world.someLeader();
    if (leader == null) {
      return;
    }
    world.trace(() -> "false alarm about " + leader.id());
    List<SimServer> others = new ArrayList<>(world.servers());
    others.remove(leader);
    Collections.shuffle(others, new Random(random.nextLong()));
    switch (random.nextInt(3)) {
      case 0 -> others.forEach(other -> alarm(other, leader));
      case 1 -> {
        isolate(leader);
        others.stream().filter(other -> random.nextInt(4) > 0).forEach(o -> alarm(o, leader));
      }
      default -> {
        // One stands up while the rest still hear the leader, and then they do not.
        SimServer one = others.getFirst();
        world.network().cut(leader.id(), one.id());
        world.network().cut(one.id(), leader.id());
        alarm(one, leader);
        long later = MILLISECONDS.toNanos(300 + random.nextInt(500));
        world.agenda().in(later, () -> isolateUnlessStopped(leader));
      }
    }
  }

  private void alarm(SimServer server, SimServer leader) {
    world
        .agenda()
        .in(
            random.nextLong(MILLISECONDS.toNanos(30)),
            () -> server.deliver(new Input.Refused(leader.id())));
  }

  private void isolateUnlessStopped(SimServer server) {
    if (!stopped) {
      isolate(server);
    }
  }

  /// The old leader may be cut off while the new one takes over, and go on as if nothing had
  /// happened.
  private void transfer() {
    SimServer leader = world.someLeader();
    if (leader == null) {
      return;
    }
    ProposalId id = world.nextId();
    leader.request(
        id,
        new Input.TransferLeadership(id, null),
        (outcome, server) -> world.trace(() -> "transfer: " + outcome));
    if (random.nextBoolean()) {
      world
          .agenda()
          .in(
              random.nextLong(MILLISECONDS.toNanos(150)),
              () -> {
                if (!stopped) {
                  isolate(leader);
                }
              });
    }
  }

  /// More than one at a time, of which only the first may be taken.
  private void changeMembers() {
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      changeMember();
    }
  }

  private void changeMember() {
    SimServer leader = world.someLeader();
    if (leader == null) {
      return;
    }
    Configuration configuration = leader.status().configuration().configuration();
    SimServer server = world.servers().get(random.nextInt(world.servers().size()));
    String address = Simulation.address(server.id());
    boolean member = configuration.contains(server.id());
    boolean voter = configuration.isVoter(server.id());
    ConfigurationChange change;
    if (!member) {
      change =
          random.nextBoolean()
              ? new ConfigurationChange.AddVoter(server.id(), address)
              : new ConfigurationChange.AddNonvoter(server.id(), address);
    } else if (!voter) {
      change = new ConfigurationChange.AddVoter(server.id(), address);
    } else if (configuration.voters().size() > 2) {
      change =
          random.nextBoolean()
              ? new ConfigurationChange.Demote(server.id())
              : new ConfigurationChange.Remove(server.id());
    } else {
      Server any = configuration.servers().getFirst();
      change = new ConfigurationChange.AddVoter(any.id(), any.address());
    }
    ProposalId id = world.nextId();
    leader.request(
        id,
        new Input.ChangeConfiguration(id, change, 0),
        (outcome, at) -> world.trace(() -> change + ": " + outcome));
  }
}
