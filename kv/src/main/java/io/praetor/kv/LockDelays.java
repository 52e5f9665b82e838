// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keys that may not be locked for a while, because the session that held them ended. Kept by the
/// leader alone and lost with it, as in Consul. Pure: the caller brings the time. One thread at a
/// time.
public final class LockDelays {
  private final Map<String, Long> untilNanos = new HashMap<>();

  public void add(String key, Duration delay, long nowNanos) {
    drop(nowNanos);
    untilNanos.put(key, nowNanos + delay.toNanos());
  }

  /// How much longer, or null when the key may be locked.
  public @Nullable Duration left(String key, long nowNanos) {
    Long until = untilNanos.get(key);
    if (until == null) {
      return null;
    }
    long left = until - nowNanos;
    if (left <= 0) {
      untilNanos.remove(key);
      return null;
    }
    return Duration.ofNanos(left);
  }

  public void clear() {
    untilNanos.clear();
  }

  /// Sweeps out what has passed once there is much of it, so that the map does not only grow.
  private void drop(long nowNanos) {
    if (untilNanos.size() >= 1024 && Integer.bitCount(untilNanos.size()) == 1) {
      untilNanos.values().removeIf(until -> until - nowNanos <= 0);
    }
  }
}
