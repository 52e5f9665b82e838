// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.swim.Peer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The members with their states, and the intents heard of members that are not known yet.
final class MemberTable {
  private static final int MAX_INTENTS = 8192;

  private final Consumer<PoolEvent> events;
  private final long intentTimeout;
  private final Map<String, Entry> members = new LinkedHashMap<>();
  private long revision;
  private final Map<String, Intent> intents = new HashMap<>();

  static final class Entry {
    Member member;
    long statusLTime;

    /// When it failed or left.
    long goneSince;

    Entry(Member member) {
      this.member = member;
    }

    MemberStatus status() {
      return member.status();
    }

    void become(MemberStatus status) {
      member = member.withStatus(status);
    }
  }

  private record Intent(boolean leave, long ltime, long heard) {}

  MemberTable(Consumer<PoolEvent> events, long intentTimeout) {
    this.events = events;
    this.intentTimeout = intentTimeout;
  }

  @Nullable Entry get(String name) {
    return members.get(name);
  }

  List<Entry> entries() {
    return List.copyOf(members.values());
  }

  List<Member> list() {
    return members.values().stream().map(entry -> entry.member).toList();
  }

  int count(MemberStatus status) {
    int count = 0;
    for (Entry entry : members.values()) {
      count += entry.status() == status ? 1 : 0;
    }
    return count;
  }

  long revision() {
    return revision;
  }

  int size() {
    return members.size();
  }

  static Member member(Peer peer, MemberStatus status) {
    return new Member(
        peer.name(),
        peer.addr(),
        peer.port(),
        Tags.decode(peer.meta()),
        status,
        Member.Versions.of(peer.vsn()));
  }

  void joined(Peer peer) {
    Entry entry = members.get(peer.name());
    if (entry == null) {
      entry = new Entry(member(peer, MemberStatus.ALIVE));
      members.put(peer.name(), entry);
      Intent intent = intents.remove(peer.name());
      if (intent != null) {
        entry.statusLTime = intent.ltime();
        if (intent.leave()) {
          entry.become(MemberStatus.LEAVING);
        }
      }
    } else {
      entry.member = member(peer, MemberStatus.ALIVE);
      entry.goneSince = 0;
    }
    revision++;
    events.accept(new PoolEvent.Joined(entry.member));
  }

  void left(Peer peer, long now) {
    Entry entry = members.get(peer.name());
    if (entry == null) {
      return;
    }
    switch (entry.status()) {
      case LEAVING -> {
        gone(entry, MemberStatus.LEFT, now);
        events.accept(new PoolEvent.Left(entry.member));
      }
      case ALIVE -> {
        gone(entry, MemberStatus.FAILED, now);
        events.accept(new PoolEvent.Failed(entry.member));
      }
      case NONE, LEFT, FAILED -> {}
    }
  }

  private void gone(Entry entry, MemberStatus status, long now) {
    revision++;
    entry.become(status);
    entry.goneSince = now;
  }

  void updated(Peer peer) {
    Entry entry = members.get(peer.name());
    if (entry != null) {
      entry.member = member(peer, entry.status());
      revision++;
      events.accept(new PoolEvent.Updated(entry.member));
    }
  }

  /// Whether others should hear of it as well.
  boolean joinIntent(SerfMessage.Join join, long now) {
    Entry entry = members.get(join.node());
    if (entry == null) {
      return remember(join.node(), new Intent(false, join.ltime(), now));
    }
    if (Long.compareUnsigned(join.ltime(), entry.statusLTime) <= 0) {
      return false;
    }
    entry.statusLTime = join.ltime();
    if (entry.status() == MemberStatus.LEAVING) {
      revision++;
      entry.become(MemberStatus.ALIVE);
    }
    return true;
  }

  /// Whether others should hear of it as well. Intents about ourselves are the caller's to judge.
  boolean leaveIntent(SerfMessage.Leave leave, long now) {
    Entry entry = members.get(leave.node());
    if (entry == null) {
      return remember(leave.node(), new Intent(true, leave.ltime(), now));
    }
    entry.statusLTime = leave.ltime();
    revision++;
    switch (entry.status()) {
      case ALIVE -> entry.become(MemberStatus.LEAVING);
      case FAILED -> {
        // It went before it could say so itself; the time that it failed at stands.
        entry.become(MemberStatus.LEFT);
        events.accept(new PoolEvent.Left(entry.member));
      }
      case LEAVING, LEFT -> {}
      case NONE -> {
        return false;
      }
    }
    return true;
  }

  private boolean remember(String node, Intent intent) {
    Intent known = intents.get(node);
    if (known != null && Long.compareUnsigned(intent.ltime(), known.ltime()) <= 0) {
      return false;
    }
    if (known == null && intents.size() >= MAX_INTENTS) {
      return false;
    }
    intents.put(node, intent);
    return true;
  }

  void erase(Entry entry) {
    members.remove(entry.member.name());
    revision++;
    events.accept(new PoolEvent.Reaped(entry.member));
  }

  /// Forgets who failed or left too long ago, and intents that came to nothing.
  List<String> reap(SerfOptions options, Reconnects reconnects, long now) {
    intents.values().removeIf(intent -> now - intent.heard() > intentTimeout);
    List<String> erased = new ArrayList<>();
    for (Entry entry : entries()) {
      long kept =
          switch (entry.status()) {
            case FAILED -> reconnects.timeout(entry.member, options.reconnectTimeout());
            case LEFT -> options.tombstoneTimeout();
            case NONE, ALIVE, LEAVING -> Long.MAX_VALUE;
          };
      if (kept != Long.MAX_VALUE && now - entry.goneSince > kept) {
        erase(entry);
        erased.add(entry.member.name());
      }
    }
    return erased;
  }

  /// How long a failed member is kept, which it may have announced itself.
  interface Reconnects {
    long timeout(Member member, long standard);
  }
}
