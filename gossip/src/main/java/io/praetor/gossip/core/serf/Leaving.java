// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

/// Our own departure: the intent is told, then memberlist's death, then we linger so that those who
/// have not heard yet still get answers. With nobody there, all of it happens at once.
final class Leaving {
  private final SerfEnv env;
  private Runnable departed = () -> {};

  Leaving(SerfEnv env) {
    this.env = env;
  }

  /// `done` runs when others had time to hear of it, and at once for a second call.
  void begin(Runnable done) {
    if (!env.departure.staying()) {
      done.run();
      return;
    }
    departed = done;
    env.snapshot.leave();
    env.departure.enter(Departure.Step.INTENT_TOLD, env.now + env.options.broadcastTimeout());
    SerfMessage.Leave leave = new SerfMessage.Leave(env.clock.time(), env.self(), false);
    env.clock.increment();
    env.members.leaveIntent(leave, env.now);
    if (env.swim().anyAlive()) {
      env.intents.add(null, SerfMessage.encode(leave), () -> told(Departure.Step.INTENT_TOLD));
    } else {
      advance();
    }
  }

  private void told(Departure.Step step) {
    if (env.departure.step() == step) {
      // On the next tick: this runs while broadcasts are taken for a packet.
      env.departure.enter(step, env.now);
    }
  }

  void tick() {
    if (env.departure.deadline() <= env.now) {
      advance();
    }
  }

  private void advance() {
    boolean alone = !env.swim().anyAlive();
    switch (env.departure.step()) {
      case STAYING, GONE -> env.departure.enter(env.departure.step(), Long.MAX_VALUE);
      case INTENT_TOLD -> {
        env.departure.enter(Departure.Step.DEATH_TOLD, env.now + env.options.broadcastTimeout());
        env.swim().leave(() -> told(Departure.Step.DEATH_TOLD), env.now);
        if (alone) {
          advance();
        }
      }
      case DEATH_TOLD -> {
        env.departure.enter(Departure.Step.LINGERING, env.now + env.options.leavePropagateDelay());
        if (alone) {
          advance();
        }
      }
      case LINGERING -> {
        env.departure.enter(Departure.Step.GONE, Long.MAX_VALUE);
        departed.run();
      }
    }
  }
}
