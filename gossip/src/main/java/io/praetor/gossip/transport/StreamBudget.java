// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.transport;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that all unfinished streams of a pool may hold together. Any thread.
final class StreamBudget {
  private static final long MAX_BYTES = 64L << 20;

  private final AtomicLong held = new AtomicLong();

  boolean take(int bytes) {
    if (held.addAndGet(bytes) > MAX_BYTES) {
      held.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void give(long bytes) {
    held.addAndGet(-bytes);
  }
}
