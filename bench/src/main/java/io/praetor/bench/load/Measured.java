// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.util.Map;
import java.util.OptionalLong;

/// One program under one workload.
///
/// @param spent what each process used up meanwhile, by what it is; the clients' own is among them
/// @param diskFlushes of everyone who used the disk meanwhile
record Measured(
    Workload.Kind kind,
    Clients.Outcome outcome,
    Map<String, Usage> spent,
    OptionalLong diskFlushes) {
  double rate() {
    return outcome.rate();
  }

  double p50Millis() {
    return outcome.times().quantile(0.5) / 1e6;
  }

  double p99Millis() {
    return outcome.times().quantile(0.99) / 1e6;
  }

  long operations() {
    return outcome.times().count() + outcome.errors();
  }

  /// Processor time of all servers and the clients for one operation.
  double microsPerOperation() {
    long all = spent.values().stream().mapToLong(u -> u.userMicros() + u.systemMicros()).sum();
    return all / (double) Math.max(1, operations());
  }
}
