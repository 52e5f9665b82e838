// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.agent.checks.CheckKinds;
import io.praetor.agent.checks.ProbeRunners;
import io.praetor.agent.checks.Scheduler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Does what [LocalState] asks for. Called under the lock of [LocalServices].
final class EffectRunner {
  private final ProbeRunners probes;
  private final RemoteAliases aliases;
  private final Scheduler scheduler;
  private final Consumer<String> wake;
  private final Runnable servicesChanged;
  private final Runnable syncNeeded;
  private final Map<String, Scheduler.Cancellation> wakes = new HashMap<>();

  EffectRunner(
      ProbeRunners probes,
      RemoteAliases aliases,
      Scheduler scheduler,
      Consumer<String> wake,
      Runnable servicesChanged,
      Runnable syncNeeded) {
    this.probes = probes;
    this.aliases = aliases;
    this.scheduler = scheduler;
    this.wake = wake;
    this.servicesChanged = servicesChanged;
    this.syncNeeded = syncNeeded;
  }

  void run(List<Effect> effects, LocalState state) {
    boolean changed = false;
    boolean sync = false;
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Run run -> start(run, state);
        case Effect.Halt(String id) -> halt(id);
        case Effect.WakeAt(String id, long at) -> wakeAt(id, at);
        case Effect.ServicesChanged() -> changed = true;
        case Effect.SyncNeeded() -> sync = true;
      }
    }
    if (changed) {
      servicesChanged.run();
    }
    if (sync) {
      syncNeeded.run();
    }
  }

  private void start(Effect.Run run, LocalState state) {
    halt(run.checkId());
    CheckEntry entry = state.check(run.checkId());
    if (entry == null) {
      return;
    }
    if (CheckKinds.of(run.type()) == CheckKinds.ALIAS && !LocalState.followsLocally(run.type())) {
      aliases.start(run.checkId(), run.type(), entry.token());
    } else {
      probes.start(run.checkId(), run.type());
    }
  }

  private void halt(String id) {
    probes.stop(id);
    aliases.stop(id);
    Scheduler.Cancellation pending = wakes.remove(id);
    if (pending != null) {
      pending.cancel();
    }
  }

  private void wakeAt(String id, long atNanos) {
    Scheduler.Cancellation old =
        wakes.put(
            id,
            scheduler.after(Math.max(0, atNanos - scheduler.nowNanos()), () -> wake.accept(id)));
    if (old != null) {
      old.cancel();
    }
  }

  void stop() {
    probes.stop();
    aliases.stop();
    wakes.values().forEach(Scheduler.Cancellation::cancel);
    wakes.clear();
  }
}
