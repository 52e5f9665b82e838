// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.praetor.store.ReadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Which index an answer has, and what wakes a reader that waits for a newer one.
class KvQueriesTest {
  private final State state = new State();

  private long list(String prefix) {
    return KvQueries.list(state.now(), prefix).index();
  }

  private long get(String key) {
    return KvQueries.get(state.now(), key).index();
  }

  @Test
  void aKeyHasItsOwnIndexAndAMissingOneThatOfTheTable() {
    state.put(3, "a", "");
    state.put(4, "b", "");
    assertEquals(3, get("a"));
    assertEquals(4, get("none"));
    state.kv(5, KvOp.DELETE, DirEntry.ofKey("a"));
    assertEquals(5, get("a"));
    assertEquals(4, get("b"));
  }

  @Test
  void aTreeHasTheNewestIndexUnderIt() {
    state.put(3, "a/1", "");
    state.put(4, "b/1", "");
    assertEquals(3, list("a/"));
    assertEquals(4, list("b/"));
    assertEquals(4, list(""));
    assertEquals(4, list("c/"));
    state.kv(5, KvOp.DELETE, DirEntry.ofKey("b/1"));
    assertEquals(5, list("b/"));
    assertEquals(3, list("a/"));
  }

  @Test
  void theDeletionOfATreeIsSeenFurtherDownInItToo() {
    state.put(3, "q/r/1", "");
    state.kv(4, KvOp.DELETE, DirEntry.ofKey("q/r/1"));
    state.put(5, "q/r/1", "");
    state.put(6, "x", "");
    state.kv(7, KvOp.DELETE_TREE, DirEntry.ofKey("q"));
    state.put(8, "y", "");
    assertEquals(7, list("q/"));
    assertEquals(7, list("q/r/"));
    assertEquals(7, list("q"));
  }

  @Test
  void tombstonesBesideThePrefixDoNotCount() {
    for (String key : List.of("p", "pa", "paa", "pb", "pbz", "pc", "q")) {
      state.put(3, key, "");
    }
    long index = 4;
    for (String key : List.of("pbz", "pa", "p", "paa", "pc", "q")) {
      state.kv(index++, KvOp.DELETE, DirEntry.ofKey(key));
    }
    assertEquals(6, list("pb"));
    assertEquals(6, list("pbx"));
    assertEquals(7, list("paa"));
    assertEquals(6, list("pab"));
  }

  @Test
  void keysAreCutAtTheSeparatorAndNamedOnce() {
    for (String key : List.of("a", "d/1", "d/2", "d/e/3", "d//x", "e")) {
      state.put(3, key, "");
    }
    assertEquals(List.of("a", "d/", "e"), KvQueries.keys(state.now(), "", "/").value());
    assertEquals(
        List.of("d//", "d/1", "d/2", "d/e/"), KvQueries.keys(state.now(), "d/", "/").value());
    assertEquals(List.of("d/"), KvQueries.keys(state.now(), "d", "/").value());
    assertEquals(
        List.of("d//x", "d/1", "d/2", "d/e/3"), KvQueries.keys(state.now(), "d/", "").value());
  }

  @Test
  void keysThatAreNotUtf8KeepTheirBytesAndOrder() {
    List<String> keys = new ArrayList<>(List.of("\udcff", "a", "\u00e9", "\ud83d\ude00"));
    keys.forEach(key -> state.put(3, key, ""));
    assertEquals(
        List.of("a", "\u00e9", "\ud83d\ude00", "\udcff"),
        KvQueries.keys(state.now(), "", "").value());
  }

  @Test
  void onlyChangesUnderThePrefixWakeItsReader() {
    state.put(3, "a/1", "");
    ReadResult<List<DirEntry>> seen = KvQueries.list(state.now(), "a/");
    AtomicInteger woken = new AtomicInteger();
    state.store.watches().park(seen.topics(), state.now(), woken::incrementAndGet);
    state.put(4, "b/1", "");
    state.put(5, "a", "");
    assertEquals(0, woken.get());
    state.kv(6, KvOp.DELETE_TREE, DirEntry.ofKey("a"));
    assertEquals(1, woken.get());
  }
}
