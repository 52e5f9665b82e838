// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.limits;

/// Lets a burst of calls through and then a steady rate. Pure but for its own count; one caller at a
/// time.
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final double rate;
  private final double burst;
  private double tokens;
  private long last;

  /// A full bucket.
  ///
  /// @param rate tokens a second; [Double#MAX_VALUE] lets everything through
  /// @param burst how many tokens fit
  /// @param now nanoseconds from any origin
  TokenBucket(double rate, double burst, long now) {
    this.rate = rate;
    this.burst = burst;
    this.tokens = burst;
    this.last = now;
  }

  /// Takes a token when there is one.
  boolean take(long now) {
    if (rate == Double.MAX_VALUE) {
      return true;
    }
    tokens = Math.min(burst, tokens + Math.max(0, now - last) * rate / NANOS);
    last = Math.max(last, now);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
