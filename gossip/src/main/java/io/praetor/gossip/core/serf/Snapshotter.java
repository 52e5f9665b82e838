// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import io.praetor.gossip.core.table.NameMap;
import io.praetor.gossip.core.table.Named;
import io.praetor.wire.Bytes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who was in the pool, as serf's snapshot file tells it: lines of text, the last word about a member
/// or a clock counting. A file is one of [#replay]'s inputs and the sum of [#lines]; it never holds
/// secrets.
public final class Snapshotter {
  private static final int COMPACT_AT = 128 << 10;
  private static final int BYTES_PER_NODE = 256;

  /// @param address `ip:port`
  private record Known(String name, String address) implements Named {}

  private NameMap<Known> alive = NameMap.empty();
  private long clock;
  private long eventClock;
  private long queryClock;
  private boolean left;
  private StringBuilder lines = new StringBuilder();

  /// Reads an old file. Lines that make no sense are passed over.
  public static Snapshotter replay(String text, boolean rejoinAfterLeave) {
    Snapshotter snapshot = new Snapshotter();
    text.lines().forEach(line -> snapshot.line(line, rejoinAfterLeave));
    return snapshot;
  }

  private void line(String line, boolean rejoinAfterLeave) {
    if (line.startsWith("alive: ")) {
      int space = line.lastIndexOf(' ');
      if (space > "alive: ".length()) {
        alive =
            alive.with(
                new Known(line.substring("alive: ".length(), space), line.substring(space + 1)));
      }
    } else if (line.startsWith("not-alive: ")) {
      alive = alive.without(line.substring("not-alive: ".length()));
    } else if (line.startsWith("clock: ")) {
      clock = number(line, clock);
    } else if (line.startsWith("event-clock: ")) {
      eventClock = number(line, eventClock);
    } else if (line.startsWith("query-clock: ")) {
      queryClock = number(line, queryClock);
    } else if (line.equals("leave") && !rejoinAfterLeave) {
      alive = NameMap.empty();
      clock = 0;
      eventClock = 0;
      queryClock = 0;
    }
  }

  private static long number(String line, long otherwise) {
    try {
      return Long.parseUnsignedLong(line.substring(line.indexOf(' ') + 1));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /// Name and `ip:port` of who was alive.
  public Map<String, String> alive() {
    Map<String, String> copy = HashMap.newHashMap(alive.size());
    alive.forEach(known -> copy.put(known.name(), known.address()));
    return Map.copyOf(copy);
  }

  /// Takes over whom another knows to be alive, without lines for them.
  void adopt(Snapshotter other) {
    alive = other.alive;
    lines = new StringBuilder();
  }

  public long clock() {
    return clock;
  }

  public long eventClock() {
    return eventClock;
  }

  public long queryClock() {
    return queryClock;
  }

  /// Notes what of an event must be known after a restart.
  void event(PoolEvent event) {
    if (left) {
      return;
    }
    switch (event) {
      case PoolEvent.Joined(Member member) -> {
        String address = hostPort(member.addr(), member.port());
        if (address != null && plain(member.name())) {
          alive = alive.with(new Known(member.name(), address));
          append("alive: " + member.name() + " " + address);
        }
      }
      case PoolEvent.Left(Member member) -> gone(member.name());
      case PoolEvent.Failed(Member member) -> gone(member.name());
      case PoolEvent.Updated _,
          PoolEvent.Reaped _,
          PoolEvent.User _,
          PoolEvent.Asked _,
          PoolEvent.NameLost _ -> {}
    }
  }

  private static boolean plain(String name) {
    return name.indexOf('\n') < 0 && name.indexOf('\r') < 0;
  }

  private void gone(String name) {
    if (alive.get(name) != null) {
      alive = alive.without(name);
      append("not-alive: " + name);
    }
  }

  void clocks(long now, long eventNow, long queryNow) {
    if (left) {
      return;
    }
    if (now != clock) {
      clock = now;
      append("clock: " + Long.toUnsignedString(now));
    }
    if (eventNow != eventClock) {
      eventClock = eventNow;
      append("event-clock: " + Long.toUnsignedString(eventNow));
    }
    if (queryNow != queryClock) {
      queryClock = queryNow;
      append("query-clock: " + Long.toUnsignedString(queryNow));
    }
  }

  /// We leave on purpose: whoever starts from this file joins nobody, and nothing is noted any more.
  void leave() {
    append("leave");
    left = true;
  }

  private void append(String line) {
    lines.append(line).append('\n');
  }

  /// What is to be appended to the file; empty when nothing is.
  public String lines() {
    if (lines.isEmpty()) {
      return "";
    }
    String text = lines.toString();
    lines = new StringBuilder();
    return text;
  }

  /// Whether a file of this size is better written anew.
  public boolean outgrown(long bytes) {
    return bytes > Math.max(COMPACT_AT, (long) alive.size() * BYTES_PER_NODE);
  }

  /// The whole file, as short as can be.
  public String compact() {
    StringBuilder text = new StringBuilder();
    alive.forEach(
        known ->
            text.append("alive: ")
                .append(known.name())
                .append(' ')
                .append(known.address())
                .append('\n'));
    text.append("clock: ").append(Long.toUnsignedString(clock)).append('\n');
    text.append("event-clock: ").append(Long.toUnsignedString(eventClock)).append('\n');
    text.append("query-clock: ").append(Long.toUnsignedString(queryClock)).append('\n');
    if (left) {
      text.append("leave\n");
    }
    return text.toString();
  }

  private static @Nullable String hostPort(Bytes addr, int port) {
    try {
      InetAddress address = InetAddress.getByAddress(addr.shared());
      String host = address.getHostAddress();
      return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
