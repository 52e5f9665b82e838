// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.checks;

import io.praetor.catalog.CheckType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongUnaryOperator;

/// The probes that run now, by check id. Safe for all threads.
public final class ProbeRunners {
  private final ProbeSettings settings;
  private final LongUnaryOperator jitter;
  private final BiConsumer<String, ProbeResult> listener;
  private final Map<String, ProbeRunner> running = new HashMap<>();

  /// `listener` gets the id of a check and its new result, on the thread of the run; `jitter` gives a
  /// random number from 0 up to its argument.
  public ProbeRunners(
      ProbeSettings settings, LongUnaryOperator jitter, BiConsumer<String, ProbeResult> listener) {
    this.settings = settings;
    this.jitter = jitter;
    this.listener = listener;
  }

  /// Starts probing, instead of what ran under the same id. Kinds that are not run only end it.
  public synchronized void start(String id, CheckType check) {
    stop(id);
    CheckKind kind = CheckKinds.of(check);
    if (kind == null || kind.probe() == null) {
      return;
    }
    ProbeRunner runner =
        new ProbeRunner(
            id,
            kind.probe().apply(check, settings),
            new StatusCounter(
                check.successBeforePassing(),
                check.failuresBeforeWarning(),
                check.failuresBeforeCritical()),
            check.interval().toNanos(),
            settings.scheduler(),
            result -> listener.accept(id, result));
    running.put(id, runner);
    runner.start(jitter);
  }

  public synchronized void stop(String id) {
    ProbeRunner runner = running.remove(id);
    if (runner != null) {
      runner.stop();
    }
  }

  /// Ends all.
  public synchronized void stop() {
    running.values().forEach(ProbeRunner::stop);
    running.clear();
  }
}
