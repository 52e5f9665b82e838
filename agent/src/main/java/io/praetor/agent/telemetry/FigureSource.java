// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent.telemetry;

import io.praetor.rpc.metrics.Metrics;

/// Reads some figures and reports them as gauges. Called every few seconds on one thread; must not
/// wait for the network or a disk.
public interface FigureSource {
  void report(Metrics metrics);
}
