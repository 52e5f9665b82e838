// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import java.util.ArrayDeque;
import java.util.Deque;

/// The leader's broadcasts, numbered. An answer to round N proves that its sender still followed
/// after N began, so a majority of answers proves leadership at that time: reads wait for it, and
/// the lease is counted from it.
final class Rounds {
  private record Round(long number, long beganNanos) {}

  private final Deque<Round> open = new ArrayDeque<>();
  private long last;
  private long confirmed;
  private long confirmedNanos;

  long begin(long nowNanos) {
    last++;
    open.addLast(new Round(last, nowNanos));
    return last;
  }

  long last() {
    return last;
  }

  long confirmed() {
    return confirmed;
  }

  boolean anyConfirmed() {
    return confirmed > 0;
  }

  /// When the newest confirmed round began.
  long confirmedNanos() {
    return confirmedNanos;
  }

  boolean confirm(long round) {
    boolean advanced = false;
    while (!open.isEmpty() && open.getFirst().number <= round) {
      Round next = open.removeFirst();
      confirmed = next.number;
      confirmedNanos = next.beganNanos;
      advanced = true;
    }
    return advanced;
  }
}
