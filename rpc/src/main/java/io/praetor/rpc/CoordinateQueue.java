// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc;

import io.praetor.catalog.Coordinate;

/// Coordinate updates that wait for the leader's next batch, one for each node and segment (a later
/// one replaces an earlier). Bounded; a full queue drops the update, which the agent sends again with
/// its next one. Any thread.
public interface CoordinateQueue {
  void offer(Coordinate update);
}
