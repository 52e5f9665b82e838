// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import java.util.HashSet;
import java.util.Set;

/// The time a suspected node has left. Each further accuser, up to `k`, shortens it.
final class Suspicion {
  private final String suspected;
  private final int k;
  private final long min;
  private final long max;
  private final long start;
  private final Set<String> accusers = new HashSet<>();
  private int confirmations;
  private long deadline;

  Suspicion(String suspected, String from, int k, long min, long max, long now) {
    this.suspected = suspected;
    this.k = k;
    this.min = min;
    this.max = max;
    this.start = now;
    accusers.add(from);
    deadline = now + (k < 1 ? min : max);
  }

  String suspected() {
    return suspected;
  }

  /// Whether the accuser is a new one, and one more counts.
  boolean confirms(String from) {
    return confirmations < k && !accusers.contains(from);
  }

  void confirm(String from, long now) {
    accusers.add(from);
    confirmations++;
    deadline = now + Formulas.suspicionRemaining(confirmations, k, now - start, min, max);
  }

  int confirmations() {
    return confirmations;
  }

  long deadline() {
    return deadline;
  }
}
