// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a plain map.
class NameMapTest {
  private record Item(String name, int number) implements Named {}

  /// "Aa" and "BB" have one hash, and so have all words made of them.
  private static String clashing(int number) {
    StringBuilder name = new StringBuilder();
    for (int bit = 0; bit < 6; bit++) {
      name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return name.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 5000})
  void doesWhatAPlainMapDoes(int names) {
    SplittableRandom random = new SplittableRandom(names);
    NameMap<Item> map = NameMap.empty();
    Map<String, Item> plain = new HashMap<>();
    for (int step = 0; step < 20_000; step++) {
      int number = random.nextInt(names);
      String name = number % 3 == 0 ? clashing(number % 64) : "node-" + number;
      if (random.nextInt(3) == 0) {
        map = map.without(name);
        plain.remove(name);
      } else {
        Item item = new Item(name, step);
        map = map.with(item);
        plain.put(name, item);
      }
      assertSame(plain.get(name), map.get(name));
      assertEquals(plain.size(), map.size());
    }
    Map<String, Item> walked = new HashMap<>();
    map.forEach(item -> assertNull(walked.put(item.name(), item)));
    assertEquals(plain, walked);
    assertEquals(plain.size(), map.values().size());
    for (String name : plain.keySet()) {
      map = map.without(name);
    }
    assertEquals(0, map.size());
    assertEquals(List.of(), map.values());
  }

  @ParameterizedTest
  @ValueSource(ints = {64})
  void aVersionStaysAsItWas(int count) {
    List<NameMap<Item>> versions = new ArrayList<>();
    NameMap<Item> map = NameMap.empty();
    for (int i = 0; i < count; i++) {
      versions.add(map);
      map = map.with(new Item(clashing(i), i));
    }
    for (int i = 0; i < count; i++) {
      assertEquals(i, versions.get(i).size());
      assertNull(versions.get(i).get(clashing(i)));
    }
  }
}
