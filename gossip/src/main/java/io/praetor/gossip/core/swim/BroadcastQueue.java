// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.swim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Messages that wait to ride on packets, each for a limited number of times: least sent first, then
/// the longest, then the newest. A message under a name takes the place of an older one under it. The
/// queue is bounded: when full, what was sent most goes.
public final class BroadcastQueue {
  private final int capacity;
  private final TreeSet<Item> items = new TreeSet<>();
  private final Map<String, Item> named = new HashMap<>();
  private long lastId;

  /// No message is shorter; so that a full packet is not offered to the whole queue.
  private int shortest = Integer.MAX_VALUE / 2;

  public BroadcastQueue(int capacity) {
    this.capacity = capacity;
  }

  private static final class Item implements Comparable<Item> {
    final long id;
    final @Nullable String name;
    final byte[] message;
    final @Nullable Runnable finished;
    int transmits;

    Item(long id, @Nullable String name, byte[] message, @Nullable Runnable finished) {
      this.id = id;
      this.name = name;
      this.message = message;
      this.finished = finished;
    }

    @Override
    public int compareTo(Item other) {
      if (transmits != other.transmits) {
        return Integer.compare(transmits, other.transmits);
      }
      return message.length == other.message.length
          ? Long.compare(other.id, id)
          : Integer.compare(other.message.length, message.length);
    }

    void finish() {
      if (finished != null) {
        finished.run();
      }
    }
  }

  /// @param name replaces the queued message of the same name, unless null
  /// @param finished runs once, when the message has been sent often enough or was replaced
  public void add(@Nullable String name, byte[] message, @Nullable Runnable finished) {
    Item item = new Item(++lastId, name, message, finished);
    if (name != null) {
      Item old = named.put(name, item);
      if (old != null) {
        items.remove(old);
        old.finish();
      }
    }
    shortest = items.isEmpty() ? message.length : Math.min(shortest, message.length);
    items.add(item);
    if (items.size() > capacity) {
      drop(items.last());
    }
  }

  private void drop(Item item) {
    items.remove(item);
    if (item.name != null) {
      named.remove(item.name, item);
    }
    item.finish();
  }

  /// Drops all, without a word to whoever waits for one of them.
  public void clear() {
    items.clear();
    named.clear();
  }

  public int size() {
    return items.size();
  }

  /// Takes what fits into `room` bytes when each message costs `overhead` more.
  public List<byte[]> take(int overhead, int room, int transmitLimit) {
    if (items.isEmpty()) {
      return List.of();
    }
    List<Item> taken = new ArrayList<>();
    int left = room;
    for (Iterator<Item> it = items.iterator(); it.hasNext() && left >= overhead + shortest; ) {
      Item item = it.next();
      if (overhead + item.message.length <= left) {
        left -= overhead + item.message.length;
        it.remove();
        taken.add(item);
      }
    }
    List<byte[]> messages = new ArrayList<>(taken.size());
    for (Item item : taken) {
      messages.add(item.message);
      item.transmits++;
      if (item.transmits < transmitLimit) {
        items.add(item);
      } else {
        drop(item);
      }
    }
    return messages;
  }
}
