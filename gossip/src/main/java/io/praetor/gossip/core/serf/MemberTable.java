// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.swim.Peer;
import io.praetor.gossip.core.table.NameMap;
import io.praetor.gossip.core.table.Named;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The members with their states, and the intents heard of members that are not known yet.
final class MemberTable {
  private static final int MAX_INTENTS = 8192;

  private final Consumer<PoolEvent> events;
  private final long intentTimeout;
  private NameMap<Entry> members = NameMap.empty();

  /// Who failed or left, so that nobody has to look for them among all the others.
  private NameMap<Entry> gone = NameMap.empty();

  private final Words words = new Words();
  private long revision;
  private final Map<String, Intent> intents = new HashMap<>();

  /// @param goneSince when it failed or left
  record Entry(Member member, long statusLTime, long goneSince) implements Named {
    @Override
    public String name() {
      return member.name();
    }

    MemberStatus status() {
      return member.status();
    }

    Entry become(MemberStatus status) {
      return new Entry(member.withStatus(status), statusLTime, goneSince);
    }

    Entry at(long newStatusLTime) {
      return new Entry(member, newStatusLTime, goneSince);
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

  /// Knows from now on whom the other knows.
  void adopt(MemberTable other) {
    members = other.members;
    gone = other.gone;
    revision++;
  }

  private void put(Entry entry) {
    members = members.with(entry);
    gone =
        switch (entry.status()) {
          case FAILED, LEFT -> gone.with(entry);
          case NONE, ALIVE, LEAVING -> gone.without(entry.name());
        };
  }

  void forEach(Consumer<Entry> action) {
    members.forEach(action);
  }

  /// Who failed, or left and is not forgotten yet.
  List<Entry> gone(MemberStatus status) {
    List<Entry> chosen = gone.values();
    chosen.removeIf(entry -> entry.status() != status);
    return chosen;
  }

  List<Member> list() {
    List<Member> list = new ArrayList<>(members.size());
    members.forEach(entry -> list.add(entry.member()));
    return Collections.unmodifiableList(list);
  }

  int count(MemberStatus status) {
    int[] count = new int[1];
    members.forEach(entry -> count[0] += entry.status() == status ? 1 : 0);
    return count[0];
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

  private Member kept(Peer peer, MemberStatus status) {
    Member member = member(peer, status);
    return new Member(
        member.name(),
        member.addr(),
        member.port(),
        words.shared(member.tags()),
        status,
        member.versions().equals(Member.Versions.CONSUL)
            ? Member.Versions.CONSUL
            : member.versions());
  }

  void joined(Peer peer) {
    Entry known = members.get(peer.name());
    Member member = kept(peer, MemberStatus.ALIVE);
    Entry entry;
    if (known == null) {
      Intent intent = intents.remove(peer.name());
      entry = new Entry(member, intent == null ? 0 : intent.ltime(), 0);
      if (intent != null && intent.leave()) {
        entry = entry.become(MemberStatus.LEAVING);
      }
    } else {
      entry = new Entry(member, known.statusLTime(), 0);
    }
    put(entry);
    revision++;
    events.accept(new PoolEvent.Joined(entry.member()));
  }

  void left(Peer peer, long now) {
    Entry entry = members.get(peer.name());
    if (entry == null) {
      return;
    }
    switch (entry.status()) {
      case LEAVING -> events.accept(new PoolEvent.Left(gone(entry, MemberStatus.LEFT, now)));
      case ALIVE -> events.accept(new PoolEvent.Failed(gone(entry, MemberStatus.FAILED, now)));
      case NONE, LEFT, FAILED -> {}
    }
  }

  private Member gone(Entry entry, MemberStatus status, long now) {
    revision++;
    Member member = entry.member().withStatus(status);
    put(new Entry(member, entry.statusLTime(), now));
    return member;
  }

  void updated(Peer peer) {
    Entry entry = members.get(peer.name());
    if (entry != null) {
      Member member = kept(peer, entry.status());
      put(new Entry(member, entry.statusLTime(), entry.goneSince()));
      revision++;
      events.accept(new PoolEvent.Updated(member));
    }
  }

  /// Whether others should hear of it as well.
  boolean joinIntent(SerfMessage.Join join, long now) {
    Entry entry = members.get(join.node());
    if (entry == null) {
      return remember(join.node(), new Intent(false, join.ltime(), now));
    }
    if (Long.compareUnsigned(join.ltime(), entry.statusLTime()) <= 0) {
      return false;
    }
    Entry later = entry.at(join.ltime());
    if (entry.status() == MemberStatus.LEAVING) {
      revision++;
      later = later.become(MemberStatus.ALIVE);
    }
    put(later);
    return true;
  }

  /// Whether others should hear of it as well. Intents about ourselves are the caller's to judge.
  boolean leaveIntent(SerfMessage.Leave leave, long now) {
    Entry entry = members.get(leave.node());
    if (entry == null) {
      return remember(leave.node(), new Intent(true, leave.ltime(), now));
    }
    Entry later = entry.at(leave.ltime());
    revision++;
    switch (entry.status()) {
      case ALIVE -> put(later.become(MemberStatus.LEAVING));
      case FAILED -> {
        // It went before it could say so itself; the time that it failed at stands.
        Entry left = later.become(MemberStatus.LEFT);
        put(left);
        events.accept(new PoolEvent.Left(left.member()));
      }
      case LEAVING, LEFT -> put(later);
      case NONE -> {
        put(later);
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
    members = members.without(entry.name());
    gone = gone.without(entry.name());
    revision++;
    events.accept(new PoolEvent.Reaped(entry.member()));
  }

  /// Forgets who failed or left too long ago, and intents that came to nothing.
  List<String> reap(SerfOptions options, Reconnects reconnects, long now) {
    intents.values().removeIf(intent -> now - intent.heard() > intentTimeout);
    List<String> erased = new ArrayList<>();
    for (Entry entry : gone.values()) {
      long kept =
          entry.status() == MemberStatus.FAILED
              ? reconnects.timeout(entry.member(), options.reconnectTimeout())
              : options.tombstoneTimeout();
      if (kept != Long.MAX_VALUE && now - entry.goneSince() > kept) {
        erase(entry);
        erased.add(entry.name());
      }
    }
    return erased;
  }

  /// How long a failed member is kept, which it may have announced itself.
  interface Reconnects {
    long timeout(Member member, long standard);
  }
}
