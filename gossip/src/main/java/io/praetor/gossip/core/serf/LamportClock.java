// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

/// A logical clock that starts at 1. Times are unsigned.
final class LamportClock {
  private long time = 1;

  long time() {
    return time;
  }

  void increment() {
    time++;
  }

  /// Moves past a time that was seen elsewhere.
  void witness(long seen) {
    if (Long.compareUnsigned(seen, time) >= 0 && seen != -1) {
      time = seen + 1;
    }
  }
}
