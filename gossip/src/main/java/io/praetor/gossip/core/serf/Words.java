// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import java.util.HashMap;
import java.util.Map;

/// One copy of each word that the tags of members share: their names, and values such as a datacenter
/// or a version. Without it these are most of what a member costs. Bounded: what does not fit stays as
/// it came.
final class Words {
  private static final int MOST = 4096;

  /// Longer values are seldom alike.
  private static final int LONGEST = 32;

  private final Map<String, String> words = new HashMap<>();

  Map<String, String> shared(Map<String, String> tags) {
    Map<String, String> copy = HashMap.newHashMap(tags.size());
    tags.forEach((name, value) -> copy.put(shared(name), shared(value)));
    return Map.copyOf(copy);
  }

  private String shared(String word) {
    if (word.length() > LONGEST) {
      return word;
    }
    String known = words.get(word);
    if (known != null) {
      return known;
    }
    if (words.size() < MOST) {
      words.put(word, word);
    }
    return word;
  }
}
