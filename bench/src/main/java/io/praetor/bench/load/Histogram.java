// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

/// Counts times in buckets that are each an eighth of a power of two wide: quantiles come out
/// within about 9 %. For one thread; add them up at the end.
final class Histogram {
  private static final int STEPS = 8;

  private final long[] buckets = new long[Long.SIZE * STEPS];
  private long count;

  void add(long nanos) {
    buckets[bucket(Math.max(1, nanos))]++;
    count++;
  }

  void add(Histogram other) {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] += other.buckets[i];
    }
    count += other.count;
  }

  long count() {
    return count;
  }

  /// The upper edge of the bucket that holds this quantile, in nanoseconds; 0 when empty.
  double quantile(double q) {
    long wanted = (long) Math.ceil(q * count);
    long seen = 0;
    for (int i = 0; i < buckets.length; i++) {
      seen += buckets[i];
      if (seen >= wanted && seen > 0) {
        return Math.pow(2, (i + 1) / (double) STEPS);
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    return (int) (Math.log((double) nanos) / Math.log(2) * STEPS);
  }
}
