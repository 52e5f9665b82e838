// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import java.time.Duration;

/// What a transaction leaves for the leader, who keeps the clocks
/// ([io.praetor.store.WriteTxn#emit]). Every server emits them; only the leader acts on them.
public sealed interface KvEvent {
  /// A session with a time to live began.
  record SessionBegan(String id, Duration ttl) implements KvEvent {}

  record SessionEnded(String id) implements KvEvent {}

  /// A session ended while it held the key, which may not be locked again for a while.
  record LockDelayed(String key, Duration delay) implements KvEvent {}

  /// A tombstone of this index was made; it is to be reaped in time.
  record Buried(long index) implements KvEvent {}
}
