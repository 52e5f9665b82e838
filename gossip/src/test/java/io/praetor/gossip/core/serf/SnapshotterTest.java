// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.wire.Bytes;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotterTest {
  /// Lines as a server of Consul wrote them.
  private static final String FILE =
      """
      alive: s1 127.0.0.1:22004
      alive: s2 127.0.0.1:22014
      alive: name with spaces 127.0.0.1:22034
      clock: 1
      event-clock: 3
      # a remark
      coordinate: {}
      not-alive: s2
      clock: 71
      rubbish
      clock: rubbish
      """;

  private static Member member(String name) {
    return new Member(
        name,
        Bytes.wrap(new byte[] {127, 0, 0, 1}),
        8301,
        Map.of(),
        MemberStatus.ALIVE,
        Member.Versions.CONSUL);
  }

  @Test
  void replays() {
    Snapshotter read = Snapshotter.replay(FILE, false);
    assertEquals(
        Map.of("s1", "127.0.0.1:22004", "name with spaces", "127.0.0.1:22034"), read.alive());
    assertEquals(71, read.clock());
    assertEquals(3, read.eventClock());
    assertEquals(0, read.queryClock());
    assertEquals("", read.lines());
  }

  @Test
  void aLeaveForgetsAllUnlessRejoinIsWanted() {
    assertTrue(Snapshotter.replay(FILE + "leave\n", false).alive().isEmpty());
    assertEquals(2, Snapshotter.replay(FILE + "leave\n", true).alive().size());
  }

  @Test
  void notesWhatHappens() {
    Snapshotter notes = new Snapshotter();
    notes.event(new PoolEvent.Joined(member("a")));
    notes.event(new PoolEvent.Joined(member("b\nalive: c 10.0.0.1:1")));
    notes.clocks(5, 2, 0);
    notes.clocks(5, 2, 0);
    notes.event(new PoolEvent.Failed(member("a")));
    notes.event(new PoolEvent.Reaped(member("a")));
    assertEquals(
        "alive: a 127.0.0.1:8301\nclock: 5\nevent-clock: 2\nnot-alive: a\n", notes.lines());
    notes.event(new PoolEvent.Joined(member("d")));
    assertEquals(
        "alive: d 127.0.0.1:8301\nclock: 5\nevent-clock: 2\nquery-clock: 0\n", notes.compact());
    notes.leave();
    notes.event(new PoolEvent.Failed(member("d")));
    assertEquals("alive: d 127.0.0.1:8301\nleave\n", notes.lines());
  }
}
