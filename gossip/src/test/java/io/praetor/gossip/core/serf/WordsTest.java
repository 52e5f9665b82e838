// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
  /// Equal, but not the same.
  private static String fresh(String word) {
    return new StringBuilder(word).toString();
  }

  @Test
  void equalWordsBecomeOne() {
    Words words = new Words();
    Map<String, String> one = words.shared(Map.of(fresh("dc"), fresh("dc1"), "id", "1"));
    Map<String, String> two = words.shared(Map.of(fresh("dc"), fresh("dc1"), "id", "2"));
    assertEquals(Map.of("dc", "dc1", "id", "2"), two);
    assertSame(one.get("dc"), two.get("dc"));
  }

  @Test
  void whatDoesNotFitStaysAsItCame() {
    Words words = new Words();
    for (int i = 0; i < 10_000; i++) {
      words.shared(Map.of("tag", "value " + i));
    }
    String late = fresh("late");
    words.shared(Map.of("tag", late));
    String again = fresh("late");
    assertNotSame(late, words.shared(Map.of("tag", again)).get("tag"));
  }
}
