// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.wire.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The queries that we asked and wait for, and those of others that we have seen.
public final class Queries {
  private static final int SLOTS = 512;
  private static final int MAX_IN_SLOT = 256;
  private static final int MAX_PENDING = 1024;

  private final Map<Long, Pending> pending = new HashMap<>();
  private final @Nullable Seen[] seen = new @Nullable Seen[SLOTS];

  /// What becomes of a query; called within inputs.
  public interface Answers {
    default void ack(String from) {}

    default void response(String from, Bytes payload) {}

    /// The time is up; nothing comes after this.
    void done();
  }

  private static final class Pending {
    final long ltime;
    final long deadline;
    final Answers answers;
    final Set<String> acked = new HashSet<>();
    final Set<String> responded = new HashSet<>();

    Pending(long ltime, long deadline, Answers answers) {
      this.ltime = ltime;
      this.deadline = deadline;
      this.answers = answers;
    }
  }

  private record Seen(long ltime, Set<Long> ids) {}

  /// Whether a query of somebody is new.
  boolean firstTime(SerfMessage.Query query, long now) {
    if (EventRing.tooOld(query.ltime(), now)) {
      return false;
    }
    int index = (int) Long.remainderUnsigned(query.ltime(), SLOTS);
    Seen slot = seen[index];
    if (slot == null || slot.ltime() != query.ltime()) {
      slot = new Seen(query.ltime(), new HashSet<>());
      seen[index] = slot;
    }
    return slot.ids().size() < MAX_IN_SLOT && slot.ids().add(query.id());
  }

  /// Whether there is room for one more.
  boolean ask(long id, long ltime, long deadline, Answers answers) {
    return pending.size() < MAX_PENDING
        && pending.putIfAbsent(id, new Pending(ltime, deadline, answers)) == null;
  }

  void answer(SerfMessage.QueryResponse response) {
    Pending query = pending.get(response.id());
    if (query == null || query.ltime != response.ltime()) {
      return;
    }
    if (response.isAck()) {
      if (query.acked.add(response.from())) {
        query.answers.ack(response.from());
      }
    } else if (query.responded.add(response.from())) {
      query.answers.response(response.from(), response.payload());
    }
  }

  void tick(long now) {
    if (pending.isEmpty()) {
      return;
    }
    List<Answers> over = new ArrayList<>();
    pending
        .values()
        .removeIf(
            query -> {
              boolean late = query.deadline <= now;
              if (late) {
                over.add(query.answers);
              }
              return late;
            });
    over.forEach(Answers::done);
  }

  long deadline() {
    long next = Long.MAX_VALUE;
    for (Pending query : pending.values()) {
      next = Math.min(next, query.deadline);
    }
    return next;
  }
}
