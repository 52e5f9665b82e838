// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import io.praetor.store.ReadResult;
import io.praetor.store.Snapshot;
import io.praetor.store.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A feed that many may follow at once: what one snapshot shows is read once for all of them, held
/// once, and a change is written once. Safe for use by any thread.
final class SharedFeed<T> {
  /// Changes that are kept in their written form; more are written again for each subscriber.
  private static final int MAX_WRITTEN = 64;

  /// What a snapshot shows.
  ///
  /// @param items the same object as before, when nothing is different
  record Shown<T>(Snapshot snapshot, SortedMap<String, T> items, long index, List<Topic> topics) {}

  private record Step<T>(
      SortedMap<String, T> from, SortedMap<String, T> to, long index, Iterable<byte[]> messages) {}

  private final Feed<T> feed;
  private @Nullable Shown<T> newest;
  private @Nullable Step<T> lastStep;

  SharedFeed(Feed<T> feed) {
    this.feed = feed;
  }

  Feed<T> feed() {
    return feed;
  }

  /// What this snapshot shows, or a newer one that somebody else has asked for.
  synchronized Shown<T> read(Snapshot snapshot) {
    Shown<T> old = newest;
    if (old != null && old.snapshot().version() >= snapshot.version()) {
      return old;
    }
    ReadResult<SortedMap<String, T>> now = feed.read(snapshot);
    boolean same = old != null && old.items().equals(now.value());
    Shown<T> shown =
        new Shown<>(
            snapshot,
            old != null && same ? old.items() : now.value(),
            Math.max(1, now.index()),
            now.topics());
    newest = shown;
    return shown;
  }

  /// All items, as the beginning of a subscription.
  Iterable<byte[]> whole(Shown<T> shown) {
    List<Change<T>> items = Change.between(new TreeMap<>(), shown.items());
    return feed.batchedSnapshot()
        ? Events.together(feed, items, shown.index())
        : Events.apart(feed, items, shown.index());
  }

  /// What leads from one state to another; nothing when they are equal.
  synchronized Iterable<byte[]> step(
      SortedMap<String, T> from, SortedMap<String, T> to, long index) {
    Step<T> last = lastStep;
    if (last == null || last.from() != from || last.to() != to || last.index() != index) {
      List<Change<T>> changes = Change.between(from, to);
      Iterable<byte[]> messages = Events.together(feed, changes, index);
      if (changes.size() <= MAX_WRITTEN) {
        List<byte[]> written = new ArrayList<>();
        messages.forEach(written::add);
        messages = List.copyOf(written);
      }
      last = new Step<>(from, to, index, messages);
      lastStep = last;
    }
    return last.messages();
  }
}
