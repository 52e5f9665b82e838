// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user events of the last 512 Lamport times, so that none is delivered twice.
final class EventRing {
  static final int SLOTS = 512;
  private static final int MAX_IN_SLOT = 256;

  private final SerfMessage.@Nullable EventSlot[] slots =
      new SerfMessage.@Nullable EventSlot[SLOTS];

  /// Whether the event is new. Events that are too old, or too many at one time, are not.
  boolean add(SerfMessage.UserEvent event, long now) {
    long ltime = event.ltime();
    if (tooOld(ltime, now)) {
      return false;
    }
    int index = (int) Long.remainderUnsigned(ltime, SLOTS);
    SerfMessage.NamedEvent named = new SerfMessage.NamedEvent(event.name(), event.payload());
    SerfMessage.EventSlot slot = slots[index];
    if (slot == null || slot.ltime() != ltime) {
      slots[index] = new SerfMessage.EventSlot(ltime, List.of(named));
      return true;
    }
    if (slot.events().contains(named) || slot.events().size() >= MAX_IN_SLOT) {
      return false;
    }
    List<SerfMessage.NamedEvent> more = new ArrayList<>(slot.events());
    more.add(named);
    slots[index] = new SerfMessage.EventSlot(ltime, more);
    return true;
  }

  static boolean tooOld(long ltime, long now) {
    return Long.compareUnsigned(now, SLOTS) > 0 && Long.compareUnsigned(ltime, now - SLOTS) < 0;
  }

  List<SerfMessage.@Nullable EventSlot> all() {
    return Arrays.asList(slots);
  }
}
