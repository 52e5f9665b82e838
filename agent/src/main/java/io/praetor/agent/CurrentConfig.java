// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.config.RuntimeConfig;

/// The two configurations of a running agent. They are one until a reload brings values that only a
/// start applies. Any thread reads them; only [Reload] changes them.
final class CurrentConfig {
  private volatile RuntimeConfig running;
  private volatile RuntimeConfig shown;

  CurrentConfig(RuntimeConfig first) {
    this.running = first;
    this.shown = first;
  }

  /// What the agent does.
  RuntimeConfig running() {
    return running;
  }

  /// What `agent/self` shows, which is what the sources say.
  RuntimeConfig shown() {
    return shown;
  }

  void replace(RuntimeConfig nowRunning, RuntimeConfig nowShown) {
    running = nowRunning;
    shown = nowShown;
  }
}
