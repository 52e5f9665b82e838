// SPDX-License-Identifier: Apache-2.0
package io.praetor.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// When a certificate is replaced: somewhere between 60 and 90 percent of its life, so that agents
/// which got theirs together do not come again together. Consul's rule, observed on 1.22.5.
public final class LeafRenewal {
  private static final Duration SHORTEST_LIFE = Duration.ofMinutes(10);

  /// Agents spread over this time when the root has changed.
  private static final Duration ROOT_CHANGE_SPREAD = Duration.ofSeconds(30);

  private LeafRenewal() {}

  /// @return not before `now`
  public static Instant at(Instant from, Instant until, Instant now, RandomGenerator random) {
    Duration life = Duration.between(from, until);
    Instant last = from.plus(life.multipliedBy(9).dividedBy(10));
    if (life.compareTo(SHORTEST_LIFE) < 0 || !now.isBefore(last)) {
      return now;
    }
    Instant soft = from.plus(life.multipliedBy(6).dividedBy(10));
    Instant first = soft.isBefore(now) ? now : soft;
    long spread = Math.max(1, Duration.between(first, last).toMillis());
    return first.plusMillis(random.nextLong(spread));
  }

  /// How long to wait before a certificate of a former root is replaced.
  public static Duration afterRootChange(RandomGenerator random) {
    return Duration.ofMillis(random.nextLong(ROOT_CHANGE_SPREAD.toMillis()));
  }
}
