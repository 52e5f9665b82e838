// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What only the leader knows of sessions: when they expire, and which keys are still held back
/// after a lock was lost. Lost with leadership; a new leader starts the timers afresh. Any thread.
public interface LeaderSessions {
  /// Starts the timer of a session anew, as renewing does; nothing happens when it has none.
  void reset(String sessionId, Duration ttl);

  /// Stops the session's timer: it is gone.
  void forget(String sessionId);

  /// How much longer the key may not be locked, or null when it may.
  @Nullable Duration lockDelay(String key);
}
