// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.wire.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// User events: each is told once to this agent, and passed on to others.
final class UserEvents {
  private final SerfEnv env;
  private final EventRing ring = new EventRing();
  private long minTime;

  UserEvents(SerfEnv env) {
    this.env = env;
    this.minTime = env.snapshot.eventClock() == 0 ? 0 : env.snapshot.eventClock() + 1;
  }

  /// @throws IllegalArgumentException with serf's text when it is too long
  void send(String name, Bytes payload, boolean coalesce) {
    int limit = env.options.userEventSizeLimit();
    if (Bytes.utf8(name).size() + payload.size() > limit) {
      throw new IllegalArgumentException(
          "user event exceeds configured limit of " + limit + " bytes before encoding");
    }
    SerfMessage.UserEvent event =
        new SerfMessage.UserEvent(env.eventClock.time(), name, payload, coalesce);
    byte[] encoded = SerfMessage.encode(event);
    if (encoded.length > limit) {
      throw new IllegalArgumentException(
          "encoded user event exceeds configured limit of " + limit + " bytes after encoding");
    }
    env.eventClock.increment();
    accept(event);
    env.userEvents.add(null, encoded, null);
  }

  /// Whether it is news.
  boolean accept(SerfMessage.UserEvent event) {
    env.eventClock.witness(event.ltime());
    if (Long.compareUnsigned(event.ltime(), minTime) < 0
        || !ring.add(event, env.eventClock.time())) {
      return false;
    }
    env.happened(
        new PoolEvent.User(event.ltime(), event.name(), event.payload(), event.coalesce()));
    return true;
  }

  /// Events before this time are left out from now on.
  void ignoreBefore(long ltime) {
    if (Long.compareUnsigned(ltime, minTime) > 0) {
      minTime = ltime;
    }
  }

  /// Takes over what another agent remembers; others learn it in the same way.
  void merge(List<SerfMessage.@Nullable EventSlot> slots) {
    for (SerfMessage.EventSlot slot : slots) {
      if (slot != null) {
        for (SerfMessage.NamedEvent event : slot.events()) {
          accept(new SerfMessage.UserEvent(slot.ltime(), event.name(), event.payload(), false));
        }
      }
    }
  }

  List<SerfMessage.@Nullable EventSlot> remembered() {
    return ring.all();
  }
}
