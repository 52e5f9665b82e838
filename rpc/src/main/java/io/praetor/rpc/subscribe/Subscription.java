// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import io.praetor.rpc.subscribe.SharedFeed.Shown;
import io.praetor.store.Snapshot;
import java.util.ArrayList;
import java.util.List;

/// One subscription: what the subscriber has been told, and what it must be told when it is shown a
/// newer snapshot. Two snapshots are compared, so nothing is kept of what happened between them,
/// and a slow subscriber costs no more than a fast one. One thread.
final class Subscription<T> {
  private final SharedFeed<T> feed;
  private Shown<T> told;
  private long index;

  /// Begins with what this snapshot shows.
  Subscription(SharedFeed<T> feed, Snapshot snapshot) {
    this.feed = feed;
    told = feed.read(snapshot);
    index = told.index();
  }

  /// What the subscriber hears first: all items and the end of the snapshot, or nothing when the
  /// last thing it heard is still all there is.
  ///
  /// @param resumeFrom the index of the last event that the subscriber has; 0 for none
  Iterable<Iterable<byte[]>> begin(long resumeFrom) {
    if (resumeFrom == index) {
      return List.of();
    }
    List<Iterable<byte[]>> messages = new ArrayList<>();
    if (resumeFrom != 0) {
      messages.add(List.of(Events.newSnapshotToFollow()));
    }
    messages.add(feed.whole(told));
    messages.add(List.of(Events.endOfSnapshot(index)));
    return messages;
  }

  /// What has changed up to this snapshot, or a newer one.
  Iterable<byte[]> advance(Snapshot snapshot) {
    Shown<T> before = told;
    Shown<T> now = feed.read(snapshot);
    told = now;
    if (now.items() == before.items()) {
      return List.of();
    }
    // Subscribers wait for a greater index, also when the one of the query did not move on, as when
    // a proxy that it went by has left.
    long next = now.index() > index ? now.index() : Math.max(index, now.snapshot().lastIndex());
    Iterable<byte[]> messages = feed.step(before.items(), now.items(), next);
    if (messages.iterator().hasNext()) {
      index = next;
    }
    return messages;
  }

  /// What the subscriber has been told up to now, and what to wait for before the next `advance`.
  Shown<T> told() {
    return told;
  }
}
