// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

/// How figures grow with the pool. Times are nanoseconds; `n` counts all nodes that are kept.
public final class Formulas {
  private static final int PUSH_PULL_THRESHOLD = 32;
  private static final long MILLI = 1_000_000;

  private Formulas() {}

  /// How often one broadcast is sent.
  public static int retransmitLimit(int mult, int n) {
    return mult * (int) Math.ceil(Math.log10(n + 1.0));
  }

  /// The least time that a node stays suspected.
  static long suspicionMin(int mult, int n, long interval) {
    double scale = Math.max(1.0, Math.log10(Math.max(1.0, n)));
    return mult * (long) (scale * 1000) * interval / 1000;
  }

  /// What is left of a suspicion after `confirmations` of the `k` that are wanted.
  static long suspicionRemaining(int confirmations, int k, long elapsed, long min, long max) {
    if (k < 1) {
      return min - elapsed;
    }
    double fraction = Math.log(confirmations + 1.0) / Math.log(k + 1.0);
    double seconds = max / 1e9 - fraction * ((max - min) / 1e9);
    long timeout = (long) Math.floor(1000.0 * seconds) * MILLI;
    return Math.max(timeout, min) - elapsed;
  }

  static long pushPullInterval(long interval, int n) {
    if (n <= PUSH_PULL_THRESHOLD) {
      return interval;
    }
    double multiplier = Math.ceil(log2(n) - log2(PUSH_PULL_THRESHOLD)) + 1.0;
    return ((long) multiplier) * interval;
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
