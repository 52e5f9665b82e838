// SPDX-License-Identifier: Apache-2.0
package io.praetor.rpc.subscribe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What happened to one item.
///
/// @param item as it is now, or, when it has gone, as it was
record Change<T>(T item, boolean gone) {

  /// What leads from one state of a subject to another: first what has gone, then what has come or
  /// is different, each in the order of the keys.
  static <T> List<Change<T>> between(SortedMap<String, T> before, SortedMap<String, T> after) {
    List<Change<T>> changes = new ArrayList<>();
    for (Map.Entry<String, T> old : before.entrySet()) {
      if (!after.containsKey(old.getKey())) {
        changes.add(new Change<>(old.getValue(), true));
      }
    }
    for (Map.Entry<String, T> now : after.entrySet()) {
      if (!now.getValue().equals(before.get(now.getKey()))) {
        changes.add(new Change<>(now.getValue(), false));
      }
    }
    return changes;
  }
}
