// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import java.util.HashSet;
import java.util.Set;

/// The time a suspected node has left. Each further accuser, up to `k`, shortens it.
final class Suspicion {
  private final int k;
  private final long min;
  private final long max;
  private final long start;
  private final Set<String> accusers = new HashSet<>();
  private int confirmations;
  private long deadline;

  Suspicion(String from, int k, long min, long max, long now) {
    this.k = k;
    this.min = min;
    this.max = max;
    this.start = now;
    accusers.add(from);
    deadline = now + (k < 1 ? min : max);
  }

  /// Whether this is news that others should hear.
  boolean confirm(String from, long now) {
    if (confirmations >= k || !accusers.add(from)) {
      return false;
    }
    confirmations++;
    deadline = now + Formulas.suspicionRemaining(confirmations, k, now - start, min, max);
    return true;
  }

  int confirmations() {
    return confirmations;
  }

  long deadline() {
    return deadline;
  }
}
