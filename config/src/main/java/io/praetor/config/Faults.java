// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.util.ArrayList;
import java.util.List;

/// Texts about what is wrong with a configuration. A file may hold millions of faults; only so many
/// are kept as someone would read, and the rest is counted.
final class Faults {
  static final int MAX_KEPT = 1000;

  private final List<String> kept = new ArrayList<>();
  private int left;

  void add(String fault) {
    if (kept.size() < MAX_KEPT) {
      kept.add(fault);
    } else {
      left++;
    }
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  /// In the order in which they were found.
  List<String> list() {
    List<String> all = new ArrayList<>(kept);
    if (left > 0) {
      all.add("and " + left + " more");
    }
    return all;
  }

  /// In alphabetical order.
  List<String> sorted() {
    kept.sort(null);
    return list();
  }
}
