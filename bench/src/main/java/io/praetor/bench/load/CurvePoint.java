// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

/// One measured point.
///
/// @param curve what varies: one of the names in [Curves]
/// @param at the value of what varies
record CurvePoint(
    String program, String curve, int at, Workload.Kind kind, Clients.Outcome outcome) {

  double rate() {
    return outcome.rate();
  }

  double p50Millis() {
    return outcome.times().quantile(0.5) / 1e6;
  }

  double p99Millis() {
    return outcome.times().quantile(0.99) / 1e6;
  }

  boolean isLike(CurvePoint other) {
    return curve.equals(other.curve) && at == other.at && kind == other.kind;
  }
}
