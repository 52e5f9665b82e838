// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import java.util.concurrent.TimeUnit;

/// Serf's timing and limits; intervals are nanoseconds.
///
/// @param leavePropagateDelay how long we go on answering after we have left
/// @param reconnectTimeout how long failed members are kept, and tried
/// @param tombstoneTimeout how long members are kept that left
/// @param resolveConflicts whether we ask the others when another node has our name
/// @param coordinates whether acks carry our coordinate
/// @param positions whether those of the other members are kept
public record SerfOptions(
    long broadcastTimeout,
    long leavePropagateDelay,
    long reapInterval,
    long reconnectInterval,
    long reconnectTimeout,
    long tombstoneTimeout,
    long recentIntentTimeout,
    long queryGossipInterval,
    int userEventSizeLimit,
    int querySizeLimit,
    int queryResponseSizeLimit,
    boolean resolveConflicts,
    boolean coordinates,
    boolean positions) {
  /// Consul's figures.
  public static SerfOptions consul(boolean server) {
    return new SerfOptions(
        TimeUnit.SECONDS.toNanos(5),
        TimeUnit.SECONDS.toNanos(3),
        TimeUnit.SECONDS.toNanos(15),
        TimeUnit.SECONDS.toNanos(30),
        TimeUnit.HOURS.toNanos(72),
        TimeUnit.HOURS.toNanos(24),
        TimeUnit.MINUTES.toNanos(5),
        TimeUnit.MILLISECONDS.toNanos(200),
        512,
        1024,
        1024,
        !server,
        true,
        false);
  }

  /// With what a pool of its own has: its gossip interval, by which queries are timed.
  public SerfOptions with(
      long gossipInterval, long newReconnectTimeout, boolean newCoordinates, boolean newPositions) {
    return new SerfOptions(
        broadcastTimeout,
        leavePropagateDelay,
        reapInterval,
        reconnectInterval,
        newReconnectTimeout,
        tombstoneTimeout,
        recentIntentTimeout,
        gossipInterval,
        userEventSizeLimit,
        querySizeLimit,
        queryResponseSizeLimit,
        resolveConflicts,
        newCoordinates,
        newPositions);
  }
}
