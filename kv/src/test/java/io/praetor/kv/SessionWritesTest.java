// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.catalog.Checks;
import io.praetor.catalog.Node;
import io.praetor.catalog.Nodes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionWritesTest {
  private final State state = new State();

  @BeforeEach
  void registerANode() {
    state.node(1, "n1");
    state.check(2, "n1", "alive", Checks.PASSING);
  }

  private static Session on(String id, String... checks) {
    return State.session(id, Session.RELEASE, Duration.ZERO, checks);
  }

  private void lock(long index, String key, String session) {
    state.kv(index, KvOp.LOCK, State.entry(key, "v").withSession(session));
  }

  @Test
  void aSessionNeedsItsNodeAndChecks() {
    Session elsewhere = new Session("s", "", "n9", Duration.ZERO, "", "", null, null, null, 0, 0);
    assertEquals(new Outcome.Refused("Missing node registration"), state.session(3, elsewhere));
    assertEquals(
        new Outcome.Refused("Missing check 'nope' registration"),
        state.session(3, on("s", "alive", "nope")));
    state.check(4, "n1", "ill", Checks.CRITICAL);
    assertEquals(
        new Outcome.Refused("Check 'ill' is in critical state"),
        state.session(5, on("s", "alive", "ill")));
    assertEquals(List.of(), state.sessions());
    assertEquals(0, SessionQueries.list(state.now()).index());
  }

  @Test
  void checksOfServicesAndTheOldFormCountToo() {
    Session session =
        new Session(
            "s",
            "",
            "n1",
            Duration.ZERO,
            "",
            "",
            List.of("a"),
            List.of(new ServiceCheck("b", "")),
            List.of("c", "a"),
            0,
            0);
    assertEquals(List.of("c", "a", "b"), session.checkIds());
  }

  @Test
  void aNewSessionReleasesByDefaultAndStartsItsTimer() {
    Session session = new Session("s", "", "N1", Duration.ZERO, "", "30s", null, null, null, 0, 0);
    assertEquals(Outcome.TRUE, state.session(3, session));
    assertEquals(
        List.of(session.withBehavior(Session.RELEASE).withIndexes(3, 3)), state.sessions());
    assertEquals(List.of(new KvEvent.SessionBegan("s", Duration.ofSeconds(30))), state.events);
    assertEquals(1, SessionQueries.ofNode(state.now(), "n1").value().size());
    assertEquals(3, SessionQueries.get(state.now(), "none").index());
  }

  @Test
  void endingReleasesTheLocksAndKeepsTheirCount() {
    state.session(3, State.session("s", Session.RELEASE, Duration.ofSeconds(5)));
    lock(4, "k", "s");
    assertEquals(Outcome.TRUE, state.destroy(5, "s"));
    assertEquals(State.entry("k", "v").locked("", 1).withIndexes(4, 5), state.get("k"));
    assertEquals(
        List.of(new KvEvent.SessionEnded("s"), new KvEvent.LockDelayed("k", Duration.ofSeconds(5))),
        state.events);
    assertEquals(5, SessionQueries.list(state.now()).index());
  }

  @Test
  void endingWithDeleteRemovesTheKeys() {
    state.session(3, State.session("s", Session.DELETE, Duration.ZERO));
    lock(4, "k", "s");
    state.put(4, "other", "v");
    state.destroy(5, "s");
    assertFalse(state.has("k"));
    assertTrue(state.has("other"));
    assertEquals(List.of(new Tombstone("k", 5)), state.now().scan(KvTables.TOMBSTONES).toList());
  }

  @Test
  void endingAnUnknownSessionChangesNothing() {
    assertEquals(Outcome.TRUE, state.destroy(5, "nope"));
    assertEquals(0, SessionQueries.list(state.now()).index());
  }

  @Test
  void aSessionEndsWithItsNode() {
    state.session(3, on("s"));
    lock(4, "k", "s");
    state.run(5, txn -> Nodes.delete(txn, "", "n1"));
    assertEquals(List.of(), state.sessions());
    assertEquals("", state.get("k").session());
    assertEquals(5, state.get("k").modifyIndex());
  }

  @Test
  void aSessionEndsWhenANodeIsRenamed() {
    String id = "0d0c3c5c-1111-4222-8333-444455556666";
    Node named = Node.builder().node("n1").id(id).address("10.0.0.1").build();
    state.run(3, txn -> Nodes.put(txn, named));
    state.session(4, on("s"));
    state.run(5, txn -> Nodes.put(txn, named.toBuilder().node("n2").build()));
    assertEquals(List.of(), state.sessions());
  }

  @Test
  void aSessionEndsWithItsCheckOrWhenThatTurnsCritical() {
    state.check(3, "n1", "other", Checks.PASSING);
    state.session(4, on("s", "alive", "other"));
    state.session(4, on("t", "alive"));
    state.check(5, "n1", "alive", Checks.WARNING);
    assertEquals(2, state.sessions().size());
    state.check(6, "n1", "other", Checks.CRITICAL);
    assertEquals(List.of("t"), state.sessions().stream().map(Session::id).toList());
    state.run(7, txn -> Checks.delete(txn, "", "n1", "alive"));
    assertEquals(List.of(), state.sessions());
  }

  @Test
  void aCheckOfAnotherNodeDoesNotMatter() {
    state.node(3, "n2");
    state.check(4, "n2", "alive", Checks.PASSING);
    state.session(5, on("s", "alive"));
    state.check(6, "n2", "alive", Checks.CRITICAL);
    assertEquals(1, state.sessions().size());
  }
}
