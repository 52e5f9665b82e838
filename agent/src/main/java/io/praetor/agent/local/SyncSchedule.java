// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

/// When the next synchronisation is due. Pure: decides, and is told what happened.
///
/// - Everything is compared once a minute, less often in large clusters, and a random bit later each
///   time, so that the agents of a cluster spread.
/// - A change is sent at once.
/// - After a failure everything is compared again: soon at first, then every 15 seconds.
/// - When a server or a leader appears, everything is compared, in large clusters after a random
///   pause.
final class SyncSchedule {
  private static final int SMALL_CLUSTER = 128;
  private static final Duration RETRY_FIRST = Duration.ofMillis(250);
  private static final Duration RETRY_LAST = Duration.ofSeconds(15);
  private static final Duration SERVER_UP_STAGGER = Duration.ofSeconds(3);

  private final Duration interval;
  private final LongUnaryOperator jitter;
  private int failures;

  /// `jitter` gives a random number from 0 up to its argument.
  SyncSchedule(Duration interval, LongUnaryOperator jitter) {
    this.interval = interval;
    this.jitter = jitter;
  }

  /// How much rarer an agent of a cluster of this size compares.
  static int scale(int clusterSize) {
    if (clusterSize <= SMALL_CLUSTER) {
      return 1;
    }
    double doublings = Math.log((double) clusterSize / SMALL_CLUSTER) / Math.log(2);
    return 1 + (int) Math.ceil(doublings);
  }

  /// Pause after a successful comparison.
  long afterSuccessNanos(int clusterSize) {
    failures = 0;
    return spread(interval.toNanos() * scale(clusterSize));
  }

  /// Pause after a failure.
  long afterFailureNanos(int clusterSize) {
    long doubled = RETRY_FIRST.toNanos() << Math.min(failures++, 10);
    return spread(Math.min(doubled, RETRY_LAST.toNanos() * scale(clusterSize)));
  }

  /// Pause after a server or a leader has appeared.
  long afterServerUpNanos(int clusterSize) {
    failures = 0;
    return clusterSize <= SMALL_CLUSTER
        ? 0
        : jitter.applyAsLong(SERVER_UP_STAGGER.toNanos() * scale(clusterSize));
  }

  private long spread(long pauseNanos) {
    return pauseNanos + jitter.applyAsLong(Math.max(1, pauseNanos / 16));
  }
}
