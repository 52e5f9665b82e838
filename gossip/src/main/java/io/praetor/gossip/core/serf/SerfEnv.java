// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.swim.BroadcastQueue;
import io.praetor.gossip.core.swim.Effect;
import io.praetor.gossip.core.swim.Swim;
import io.praetor.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What the parts of the layer share: who we are, the time of the current input, the clocks, the
/// queues of broadcasts, and where news goes.
final class SerfEnv {
  private static final int QUEUE = 4096;

  final Serf.Setup setup;
  final SerfOptions options;
  final RandomGenerator random;
  final MemberTable members;
  final Vivaldi vivaldi;
  final Snapshotter snapshot;
  final Departure departure = new Departure();
  final LamportClock clock = new LamportClock();
  final LamportClock eventClock = new LamportClock();
  final LamportClock queryClock = new LamportClock();
  final BroadcastQueue intents = new BroadcastQueue(QUEUE);
  final BroadcastQueue questions = new BroadcastQueue(QUEUE);
  final BroadcastQueue userEvents = new BroadcastQueue(QUEUE);
  Map<String, String> tags;
  long now;
  private List<PoolEvent> events = new ArrayList<>();
  private @Nullable Swim swim;

  SerfEnv(Serf.Setup setup, Snapshotter snapshot, RandomGenerator random, long now) {
    this.setup = setup;
    this.options = setup.serf();
    this.random = random;
    this.snapshot = snapshot;
    this.tags = setup.tags();
    this.now = now;
    this.members = new MemberTable(this::happened, options.recentIntentTimeout());
    this.vivaldi = new Vivaldi(random, options.positions());
    clock.witness(snapshot.clock());
    eventClock.witness(snapshot.eventClock());
    queryClock.witness(snapshot.queryClock());
  }

  String self() {
    return setup.name();
  }

  /// The machine below, which is made after this and tells it nothing before.
  Swim swim() {
    if (swim == null) {
      throw new IllegalStateException("not started");
    }
    return swim;
  }

  void swim(Swim below) {
    swim = below;
  }

  void log(Effect.Level level, String text) {
    swim().log(level, text);
  }

  void happened(PoolEvent event) {
    events.add(event);
    snapshot.event(event);
  }

  List<PoolEvent> drain() {
    if (events.isEmpty()) {
      return List.of();
    }
    List<PoolEvent> drained = events;
    events = new ArrayList<>();
    return drained;
  }

  static boolean reachable(Bytes addr, int port) {
    return (addr.size() == 4 || addr.size() == 16) && port > 0 && port < 65_536;
  }
}
