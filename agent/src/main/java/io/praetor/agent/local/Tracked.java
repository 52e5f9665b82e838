// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import org.jspecify.annotations.Nullable;

/// A registration and how far the catalog knows of it.
///
/// @param inSync whether the catalog was last seen to hold exactly this
/// @param deleted a tombstone: gone here, not yet gone from the catalog
sealed interface Tracked {
  boolean inSync();

  boolean deleted();

  record Service(ServiceEntry entry, boolean inSync, boolean deleted) implements Tracked {}

  /// @param times what falls due for this check, and since when it is critical
  record Check(CheckEntry entry, boolean inSync, boolean deleted, Times times) implements Tracked {
    Check with(CheckEntry changed, boolean nowInSync, Times changedTimes) {
      return new Check(changed, nowInSync, deleted, changedTimes);
    }
  }

  /// Moments on the monotonic clock; null where there is none.
  ///
  /// @param criticalSinceNanos when the status became critical
  /// @param ttlDueNanos when a TTL check fails without a heartbeat
  /// @param outputDueNanos when an output that was held back is to be sent
  record Times(
      @Nullable Long criticalSinceNanos,
      @Nullable Long ttlDueNanos,
      @Nullable Long outputDueNanos) {
    static final Times NONE = new Times(null, null, null);

    Times critical(@Nullable Long sinceNanos) {
      return new Times(sinceNanos, ttlDueNanos, outputDueNanos);
    }

    Times ttl(@Nullable Long dueNanos) {
      return new Times(criticalSinceNanos, dueNanos, outputDueNanos);
    }

    Times output(@Nullable Long dueNanos) {
      return new Times(criticalSinceNanos, ttlDueNanos, dueNanos);
    }

    /// The earlier of what falls due.
    @Nullable Long nextNanos() {
      if (ttlDueNanos == null || outputDueNanos == null) {
        return ttlDueNanos == null ? outputDueNanos : ttlDueNanos;
      }
      return ttlDueNanos - outputDueNanos < 0 ? ttlDueNanos : outputDueNanos;
    }
  }
}
