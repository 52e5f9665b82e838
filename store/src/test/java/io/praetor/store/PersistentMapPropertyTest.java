// SPDX-License-Identifier: Apache-2.0
package io.praetor.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tree against a `TreeMap` that is copied for every version kept. The seed is in the test's name.
class PersistentMapPropertyTest {
  private record Version(PersistentMap<Integer> map, TreeMap<byte[], Integer> model) {
    void check(Random random) {
      assertEquals(model.size(), map.size());
      assertEquals(new ArrayList<>(model.values()), map.scan(Key.EMPTY).toList());
      byte[] prefix = key(random, 2);
      List<Integer> expected = new ArrayList<>();
      model.forEach(
          (key, value) -> {
            if (PersistentMap.startsWith(key, prefix)) {
              expected.add(value);
            }
          });
      assertEquals(expected, map.scan(prefix).toList());
      assertEquals(expected.isEmpty(), map.scan(prefix).isEmpty());
      byte[] from = key(random, 5);
      Cursor<Integer> cursor = map.scan(Key.EMPTY).cursor();
      cursor.seek(from);
      List<Integer> rest = new ArrayList<>();
      cursor.forEachRemaining(rest::add);
      assertEquals(new ArrayList<>(model.tailMap(from, true).values()), rest);
    }
  }

  /// Few distinct bytes, so that keys collide, extend each other and include the empty one.
  private static byte[] key(Random random, int maxLength) {
    byte[] key = new byte[random.nextInt(maxLength + 1)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (random.nextInt(8) * 37);
    }
    return key;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 42, 20261125})
  void everyVersionStaysWhatTheModelWasWhenItWasMade(long seed) {
    Random random = new Random(seed);
    PersistentMap<Integer> map = PersistentMap.empty();
    TreeMap<byte[], Integer> model = new TreeMap<>(Arrays::compareUnsigned);
    List<Version> kept = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      byte[] key = key(random, 6);
      // Grows for a while, then shrinks, so that splits and joins both happen on all levels.
      boolean growing = step / 4_000 % 2 == 0;
      if (random.nextInt(10) < (growing ? 8 : 2)) {
        map = map.put(key, step);
        model.put(key, step);
      } else {
        PersistentMap<Integer> before = map;
        map = map.remove(key);
        if (model.remove(key) == null) {
          assertSame(before, map);
        }
      }
      assertEquals(model.get(key), map.get(key));
      if (step % 1_000 == 0) {
        kept.add(new Version(map, new TreeMap<>(model)));
      }
    }
    kept.forEach(version -> version.check(random));
    for (byte[] key : List.copyOf(model.keySet())) {
      map = map.remove(key);
      assertNull(map.get(key));
    }
    assertEquals(0, map.size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keysInOrderFillAndDrainTheTree(boolean ascending) {
    PersistentMap<Integer> map = PersistentMap.empty();
    int count = 20_000;
    for (int i = 0; i < count; i++) {
      map = map.put(Key.of(name(ascending ? i : count - 1 - i)), i);
    }
    assertEquals(count, map.scan(Key.of("k")).toList().size());
    for (int i = 0; i < count; i++) {
      map = map.remove(Key.of(name(i)));
      assertEquals(count - 1 - i, map.size());
    }
  }

  private static String name(int i) {
    return String.format("k%06d", i);
  }
}
