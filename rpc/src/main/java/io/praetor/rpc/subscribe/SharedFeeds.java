// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import java.util.HashMap;
import java.util.Map;

/// The feeds that are followed at the moment. Safe for use by any thread.
final class SharedFeeds {
  private static final class Entry {
    final SharedFeed<?> feed;
    int followers;

    Entry(SharedFeed<?> feed) {
      this.feed = feed;
    }
  }

  private final Map<Feed<?>, Entry> entries = new HashMap<>();

  /// The shared form of a feed; to be given back by `leave`.
  synchronized SharedFeed<?> join(Feed<?> feed) {
    Entry entry = entries.computeIfAbsent(feed, one -> new Entry(new SharedFeed<>(one)));
    entry.followers++;
    return entry.feed;
  }

  synchronized void leave(Feed<?> feed) {
    Entry entry = entries.get(feed);
    if (entry != null && --entry.followers == 0) {
      entries.remove(feed);
    }
  }

  synchronized int size() {
    return entries.size();
  }
}
