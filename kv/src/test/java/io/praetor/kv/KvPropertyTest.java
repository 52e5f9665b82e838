// SPDX-License-Identifier: Apache-2.0
package io.praetor.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.praetor.wire.Utf8;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Random writes against a plain map of keys and holders, and the promise on which blocking queries
/// rest: while nothing is reaped, no answer's index ever goes back, and none changes without
/// growing.
class KvPropertyTest {
  private static final long SEED = 4711;
  private static final int STEPS = 4_000;
  private static final List<String> KEYS =
      List.of("a", "a/", "a/b", "a/b/c", "ab", "b", "b/a", "\u00e9", "\udc80x");
  private static final List<String> PREFIXES = List.of("", "a", "a/", "a/b", "a/b/", "b", "c");
  private static final List<String> SESSIONS = List.of("s1", "s2", "s3");

  private record Cell(String value, String holder, long lockIndex) {}

  private final Random random = new Random(SEED);
  private final State state = new State();
  private final TreeMap<String, Cell> model = new TreeMap<>(Utf8.ORDER);
  private long index = 10;

  @Test
  void theStateAgreesWithAPlainMapAndItsIndexesOnlyGrow() {
    state.node(1, "n1");
    Map<String, List<DirEntry>> before = new HashMap<>();
    Map<String, Long> indexes = new HashMap<>();
    for (int step = 0; step < STEPS; step++) {
      String what = "seed " + SEED + " step " + step;
      index++;
      randomWrite();
      assertEquals(model, stored(), what);
      for (String prefix : PREFIXES) {
        var read = KvQueries.list(state.now(), prefix);
        long last = indexes.getOrDefault(prefix, 0L);
        assertTrue(read.index() >= last, what + " went back under " + prefix);
        if (!read.value().equals(before.getOrDefault(prefix, List.of()))) {
          assertTrue(read.index() > last, what + " changed without growing under " + prefix);
        }
        indexes.put(prefix, read.index());
        before.put(prefix, read.value());
      }
    }
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private void randomWrite() {
    String key = pick(KEYS);
    String value = String.valueOf(random.nextInt(3));
    String session = pick(SESSIONS);
    Cell cell = model.get(key);
    switch (random.nextInt(8)) {
      case 0, 1 -> {
        state.put(index, key, value);
        model.put(key, new Cell(value, cell == null ? "" : cell.holder, 0));
      }
      case 2 -> {
        state.kv(index, KvOp.DELETE, DirEntry.ofKey(key));
        model.remove(key);
      }
      case 3 -> {
        String prefix = pick(PREFIXES);
        state.kv(index, KvOp.DELETE_TREE, DirEntry.ofKey(prefix));
        model.keySet().removeIf(other -> other.startsWith(prefix));
      }
      case 4 -> {
        state.session(index, State.session(session, behavior(session), Duration.ZERO));
      }
      case 5 -> lock(key, value, session, cell);
      case 6 -> {
        Outcome outcome =
            state.kv(index, KvOp.UNLOCK, State.entry(key, value).withSession(session));
        boolean holds = cell != null && cell.holder.equals(session);
        assertEquals(new Outcome.Done(holds), outcome);
        if (holds) {
          model.put(key, new Cell(value, "", cell.lockIndex));
        }
      }
      default -> end(session);
    }
  }

  private static String behavior(String session) {
    return session.equals("s3") ? Session.DELETE : Session.RELEASE;
  }

  private void lock(String key, String value, String session, Cell cell) {
    Outcome outcome = state.kv(index, KvOp.LOCK, State.entry(key, value).withSession(session));
    if (state.sessions().stream().noneMatch(one -> one.id().equals(session))) {
      assertEquals(new Outcome.Refused("invalid session \"" + session + "\""), outcome);
      return;
    }
    boolean free = cell == null || cell.holder.isEmpty();
    boolean taken = free || cell.holder.equals(session);
    assertEquals(new Outcome.Done(taken), outcome);
    if (taken) {
      long count = cell == null ? 0 : cell.lockIndex;
      model.put(key, new Cell(value, session, free ? count + 1 : count));
    }
  }

  private void end(String session) {
    state.destroy(index, session);
    for (String key : new ArrayList<>(model.keySet())) {
      Cell cell = model.get(key);
      if (cell.holder.equals(session)) {
        if (behavior(session).equals(Session.DELETE)) {
          model.remove(key);
        } else {
          model.put(key, new Cell(cell.value, "", cell.lockIndex));
        }
      }
    }
  }

  private TreeMap<String, Cell> stored() {
    TreeMap<String, Cell> stored = new TreeMap<>(Utf8.ORDER);
    for (DirEntry entry : KvQueries.list(state.now(), "").value()) {
      stored.put(entry.key(), new Cell(entry.value().text(), entry.session(), entry.lockIndex()));
    }
    return stored;
  }
}
