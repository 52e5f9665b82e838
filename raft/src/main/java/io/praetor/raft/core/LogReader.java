// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.core;

import java.util.List;

/// Reads entries that are durable and no longer in memory. Called from within a step, so it should
/// answer from a cache or one short disk read; it is asked only when a follower or the state
/// machine lags far behind.
public interface LogReader {
  /// At least one and at most `maxEntries` entries from `from` on, without gaps, none beyond `to`;
  /// stops early, but never before the first, when `maxBytes` is passed.
  List<Entry> read(long from, long to, int maxEntries, long maxBytes);
}
