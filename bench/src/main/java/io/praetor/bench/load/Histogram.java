// SPDX-License-Identifier: Apache-2.0
package io.praetor.bench.load;

import java.util.Arrays;

/// Counts times in buckets, 32 for each power of two: quantiles come out within about 3 %. For one
/// thread.
final class Histogram {
  private static final int STEPS = 32;
  private static final int STEP_BITS = 5;

  private final long[] buckets = new long[Long.SIZE * STEPS];
  private long count;

  void add(long nanos) {
    buckets[bucket(Math.max(1, nanos))]++;
    count++;
  }

  void clear() {
    Arrays.fill(buckets, 0);
    count = 0;
  }

  Histogram copy() {
    Histogram copy = new Histogram();
    System.arraycopy(buckets, 0, copy.buckets, 0, buckets.length);
    copy.count = count;
    return copy;
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
        return Math.scalb(1 + (i % STEPS + 1) / (double) STEPS, i / STEPS);
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    int step = power < STEP_BITS ? 0 : (int) (nanos >>> power - STEP_BITS) & STEPS - 1;
    return power * STEPS + step;
  }
}
