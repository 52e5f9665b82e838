// SPDX-License-Identifier: Apache-2.0
package io.praetor.agent;

import io.praetor.http.agent.UserEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/// The last user events that reached this agent. Bounded: the oldest goes when a new one comes. Any
/// thread.
final class EventBuffer {
  /// As many as Consul keeps.
  private static final int CAPACITY = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<UserEvent> events = new ArrayDeque<>();
  private CompletableFuture<Void> next = new CompletableFuture<>();

  void add(UserEvent event) {
    CompletableFuture<Void> reached;
    lock.lock();
    try {
      if (events.size() == CAPACITY) {
        events.removeFirst();
      }
      events.addLast(event);
      reached = next;
      next = new CompletableFuture<>();
    } finally {
      lock.unlock();
    }
    reached.complete(null);
  }

  /// Oldest first.
  List<UserEvent> list() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  /// Completes after the next event was added. Take it before looking at the list.
  CompletableFuture<Void> next() {
    lock.lock();
    try {
      return next;
    } finally {
      lock.unlock();
    }
  }
}
