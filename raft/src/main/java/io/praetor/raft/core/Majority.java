// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import java.util.Arrays;

/// Arithmetic on majorities.
final class Majority {
  private Majority() {}

  static int of(int voters) {
    return voters / 2 + 1;
  }

  /// The highest value that a majority has reached, 0 when there is nobody. The array is sorted in
  /// place.
  static long reached(long[] values) {
    if (values.length == 0) {
      return 0;
    }
    Arrays.sort(values);
    return values[values.length - of(values.length)];
  }
}
