// SPDX-License-Identifier: Apache-2.0
package io.praetor.raft.sim;

import java.util.Comparator;
import java.util.PriorityQueue;

/// Virtual time: what happens when, in an order that depends on nothing but the schedule.
final class Agenda {
  private record Item(long atNanos, long order, Runnable action) {}

  private final PriorityQueue<Item> items =
      new PriorityQueue<>(Comparator.comparingLong(Item::atNanos).thenComparingLong(Item::order));
  private long nowNanos;
  private long order;

  long nowNanos() {
    return nowNanos;
  }

  void at(long atNanos, Runnable action) {
    items.add(new Item(Math.max(atNanos, nowNanos), order++, action));
  }

  void in(long delayNanos, Runnable action) {
    at(nowNanos + delayNanos, action);
  }

  void runUntil(long endNanos) {
    while (!items.isEmpty() && items.peek().atNanos <= endNanos) {
      Item next = items.remove();
      nowNanos = next.atNanos;
      next.action.run();
    }
    nowNanos = endNanos;
  }

  long executed() {
    return order - items.size();
  }
}
