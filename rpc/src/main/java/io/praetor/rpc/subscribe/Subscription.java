// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import io.praetor.store.ReadResult;
import io.praetor.store.Snapshot;
import io.praetor.store.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One subscription: what the subscriber has been told, and what it must be told when it is shown a
/// newer snapshot. Two snapshots are compared, so nothing is kept of what happened between them, and
/// a slow subscriber costs no more than a fast one. One thread.
final class Subscription<T> {
  private final Feed<T> feed;
  private SortedMap<String, T> told = Collections.emptySortedMap();
  private long index;
  private List<Topic> topics = List.of();

  Subscription(Feed<T> feed) {
    this.feed = feed;
  }

  /// What the subscriber hears first: all items and the end of the snapshot, or nothing when the last
  /// thing it heard is still all there is.
  ///
  /// @param resumeFrom the index of the last event that the subscriber has; 0 for none
  Iterable<Iterable<byte[]>> begin(Snapshot snapshot, long resumeFrom) {
    ReadResult<SortedMap<String, T>> now = feed.read(snapshot);
    told = now.value();
    topics = now.topics();
    index = Math.max(1, now.index());
    if (resumeFrom == index) {
      return List.of();
    }
    List<Change<T>> items = Change.between(new TreeMap<>(), told);
    List<Iterable<byte[]>> messages = new ArrayList<>();
    if (resumeFrom != 0) {
      messages.add(List.of(Events.newSnapshotToFollow()));
    }
    messages.add(
        feed.batchedSnapshot()
            ? Events.together(feed, items, index)
            : Events.apart(feed, items, index));
    messages.add(List.of(Events.endOfSnapshot(index)));
    return messages;
  }

  /// What has changed up to this snapshot.
  Iterable<byte[]> advance(Snapshot snapshot) {
    ReadResult<SortedMap<String, T>> now = feed.read(snapshot);
    List<Change<T>> changes = Change.between(told, now.value());
    told = now.value();
    topics = now.topics();
    if (changes.isEmpty()) {
      return List.of();
    }
    // Subscribers wait for a greater index, also when the one of the query did not move on, as when
    // a proxy that it went by has left.
    index = now.index() > index ? now.index() : Math.max(index, snapshot.lastIndex());
    return Events.together(feed, changes, index);
  }

  /// What to wait for before the next `advance`.
  List<Topic> topics() {
    return topics;
  }
}
