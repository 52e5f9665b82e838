// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The rules of writing keys, each as real Consul was seen to do it.
class KvWritesTest {
  private final State state = new State();

  private void sessions(String... ids) {
    state.node(1, "n1");
    for (String id : ids) {
      state.session(2, State.session(id, Session.RELEASE, Duration.ZERO));
    }
  }

  private Outcome lock(long index, String session, String value) {
    return state.kv(index, KvOp.LOCK, State.entry("k", value).withSession(session));
  }

  @Test
  void aWriteKeepsTheCreateIndex() {
    state.put(5, "k", "a");
    state.put(6, "k", "b");
    assertEquals(State.entry("k", "b").withIndexes(5, 6), state.get("k"));
  }

  @Test
  void anEqualWriteMovesNoIndex() {
    state.put(5, "k", "a");
    state.put(6, "k", "a");
    assertEquals(5, state.get("k").modifyIndex());
    assertEquals(5, state.now().index(KvTables.KVS_INDEX));
  }

  @Test
  void compareAndSetTakesOnlyTheVersionSeen() {
    assertEquals(Outcome.FALSE, state.kv(4, KvOp.CAS, State.entry("k", "a").withModifyIndex(3)));
    assertEquals(Outcome.TRUE, state.kv(5, KvOp.CAS, State.entry("k", "a")));
    assertEquals(Outcome.FALSE, state.kv(6, KvOp.CAS, State.entry("k", "b")));
    assertEquals(Outcome.TRUE, state.kv(7, KvOp.CAS, State.entry("k", "b").withModifyIndex(5)));
    assertEquals(7, state.get("k").modifyIndex());
  }

  @Test
  void deletingByVersionTreatsAMissingKeyAsDeleted() {
    assertEquals(
        Outcome.TRUE, state.kv(4, KvOp.DELETE_CAS, DirEntry.ofKey("k").withModifyIndex(9)));
    state.put(5, "k", "a");
    assertEquals(Outcome.FALSE, state.kv(6, KvOp.DELETE_CAS, DirEntry.ofKey("k")));
    assertTrue(state.has("k"));
    assertEquals(
        Outcome.TRUE, state.kv(7, KvOp.DELETE_CAS, DirEntry.ofKey("k").withModifyIndex(5)));
    assertFalse(state.has("k"));
  }

  @Test
  void takingAFreeLockCountsAndTakingItAgainDoesNot() {
    sessions("s", "t");
    assertEquals(Outcome.TRUE, lock(5, "s", "1"));
    assertEquals(1, state.get("k").lockIndex());
    assertEquals(Outcome.TRUE, lock(6, "s", "2"));
    assertEquals(1, state.get("k").lockIndex());
    assertEquals(Outcome.FALSE, lock(7, "t", "3"));
    assertEquals("s", state.get("k").session());
    state.kv(8, KvOp.UNLOCK, State.entry("k", "4").withSession("s"));
    assertEquals(State.entry("k", "4").locked("", 1).withIndexes(5, 8), state.get("k"));
    lock(9, "t", "5");
    assertEquals(2, state.get("k").lockIndex());
  }

  @Test
  void aPlainWriteKeepsTheHolderAndForgetsTheCount() {
    sessions("s");
    lock(5, "s", "1");
    state.put(6, "k", "2");
    assertEquals(State.entry("k", "2").locked("s", 0).withIndexes(5, 6), state.get("k"));
  }

  @Test
  void lockingNeedsASessionThatExists() {
    assertEquals(new Outcome.Refused("missing session"), lock(5, "", "1"));
    assertEquals(new Outcome.Refused("invalid session \"x\""), lock(6, "x", "1"));
    assertEquals(
        new Outcome.Refused("missing session"), state.kv(7, KvOp.UNLOCK, State.entry("k", "1")));
    assertEquals(Outcome.FALSE, state.kv(8, KvOp.UNLOCK, State.entry("k", "1").withSession("x")));
    assertEquals(0, state.now().index(KvTables.KVS_INDEX));
  }

  @Test
  void deletingATreeLeavesOneTombstoneAtItsPrefix() {
    state.put(3, "a/1", "");
    state.put(4, "a/2", "");
    state.put(5, "b", "");
    state.kv(6, KvOp.DELETE_TREE, DirEntry.ofKey("a/"));
    assertEquals(List.of(new Tombstone("a/", 6)), state.now().scan(KvTables.TOMBSTONES).toList());
    assertEquals(List.of("b"), KvQueries.keys(state.now(), "", "").value());
    assertEquals(List.of(new KvEvent.Buried(6)), state.events);
  }

  @Test
  void deletingAnEmptyTreeChangesNothing() {
    state.put(3, "a", "");
    state.kv(4, KvOp.DELETE_TREE, DirEntry.ofKey("z"));
    assertEquals(3, state.now().maxIndex(KvTables.KVS_INDEX, KvTables.TOMBSTONES_INDEX));
  }

  @Test
  void reapingDropsTombstonesUpToItsIndex() {
    state.put(3, "a", "");
    state.put(3, "b", "");
    state.kv(4, KvOp.DELETE, DirEntry.ofKey("a"));
    state.kv(5, KvOp.DELETE, DirEntry.ofKey("b"));
    state.run(6, txn -> KvWrites.reap(txn, TombstoneRequest.reap("dc1", 4)));
    assertEquals(List.of(new Tombstone("b", 5)), state.now().scan(KvTables.TOMBSTONES).toList());
  }

  @Test
  void anUnknownOperationIsRefused() {
    KvsRequest request = new KvsRequest("", "paint", DirEntry.ofKey("k"), "");
    assertEquals(
        new Outcome.Refused("Invalid KVS operation 'paint'"),
        state.at(5, txn -> KvWrites.apply(txn, request)));
  }
}
