// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// When sessions with a time to live expire. Kept by the leader alone, filled afresh when it
/// becomes one; a renewal is not written to the log. A session lasts for twice its TTL without
/// renewal: Consul promises between one and two, which leaves room for a change of leader. Pure:
/// the caller brings the time and does the destroying. One thread at a time.
public final class SessionTimers {
  private record Deadline(String id, Duration ttl, long atNanos) {}

  private final Map<String, Deadline> current = new HashMap<>();

  /// Deadlines by time; those that were moved stay in it until they come up or are swept out.
  private final PriorityQueue<Deadline> queue =
      new PriorityQueue<>((a, b) -> Long.compare(a.atNanos - b.atNanos, 0));

  /// Starts a session's time anew.
  public void reset(String id, Duration ttl, long nowNanos) {
    if (ttl.isZero() || ttl.isNegative()) {
      return;
    }
    arm(new Deadline(id, ttl, nowNanos + 2 * ttl.toNanos()));
  }

  private void arm(Deadline deadline) {
    current.put(deadline.id, deadline);
    queue.add(deadline);
    if (queue.size() > 64 && queue.size() > 4 * current.size()) {
      queue.clear();
      queue.addAll(current.values());
    }
  }

  /// As `reset`, for a session that is known to be there: a renewal that meets the session's end
  /// must not start a timer for what is gone.
  public void renew(String id, Duration ttl, long nowNanos) {
    if (current.containsKey(id)) {
      reset(id, ttl, nowNanos);
    }
  }

  public void forget(String id) {
    current.remove(id);
  }

  public void clear() {
    current.clear();
    queue.clear();
  }

  public int size() {
    return current.size();
  }

  /// The sessions whose time is up. Each is named again after its time to live until it is
  /// forgotten, so that a destruction that failed is tried again.
  public List<String> expired(long nowNanos) {
    List<Deadline> due = new ArrayList<>();
    for (Deadline next = head(); next != null && next.atNanos - nowNanos <= 0; next = head()) {
      queue.remove();
      current.remove(next.id);
      due.add(next);
    }
    due.forEach(one -> arm(new Deadline(one.id, one.ttl, nowNanos + one.ttl.toNanos())));
    return due.stream().map(Deadline::id).toList();
  }

  /// When to look again.
  public OptionalLong nextNanos() {
    Deadline next = head();
    return next == null ? OptionalLong.empty() : OptionalLong.of(next.atNanos);
  }

  private @Nullable Deadline head() {
    Deadline next = queue.peek();
    while (next != null && !next.equals(current.get(next.id))) {
      queue.remove();
      next = queue.peek();
    }
    return next;
  }
}
