// SPDX-License-Identifier: Apache-2.0

package io.praetor.raft;

import org.jspecify.annotations.Nullable;

/// Hears who leads. Called by the raft thread in the order of events; it must return at once and
/// hand any work over.
public interface LeadershipListener {
  /// `leader` is null while none is known; `self` says that it is this server.
  void leaderChanged(long term, @Nullable Leader leader, boolean self);
}
