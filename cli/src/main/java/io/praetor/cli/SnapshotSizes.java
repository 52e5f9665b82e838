// SPDX-License-Identifier: Apache-2.0
package io.praetor.cli;

import io.praetor.cli.client.Json;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sums up the records of a snapshot by type, and KV entries by the first parts of their keys. Biggest first.
final class SnapshotSizes implements SnapshotRecords.Visitor {
  private final boolean keys;
  private final long depth;
  private final String keyFilter;
  private final Map<String, Size> byType = new HashMap<>();
  private final Map<String, Size> byKey = new HashMap<>();
  private long total;
  private long keyTotal;

  /// Count and bytes of a group.
  record Size(long count, long bytes) {
    Size plus(Size other) {
      return new Size(count + other.count, bytes + other.bytes);
    }
  }

  SnapshotSizes(boolean keys, long depth, String keyFilter) {
    this.keys = keys;
    this.depth = depth;
    this.keyFilter = keyFilter;
  }

  @Override
  public void visit(String type, Json value, long bytes) {
    total += bytes;
    byType.merge(type, new Size(1, bytes), Size::plus);
    String key = value.text("Key");
    if (keys && type.equals("KVS") && key.startsWith(keyFilter)) {
      keyTotal += bytes;
      byKey.merge(prefix(key), new Size(1, bytes), Size::plus);
    }
  }

  @Override
  public void visitHead(Json head) {}

  private String prefix(String key) {
    int end = -1;
    for (long part = 0; part < depth; part++) {
      end = key.indexOf('/', end + 1);
      if (end < 0) {
        return key;
      }
    }
    return end < 0 ? key : key.substring(0, end);
  }

  List<Map.Entry<String, Size>> byType() {
    return sorted(byType);
  }

  List<Map.Entry<String, Size>> byKey() {
    return sorted(byKey);
  }

  private static List<Map.Entry<String, Size>> sorted(Map<String, Size> sizes) {
    return sizes.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Size> entry) -> -entry.getValue().bytes())
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  long total() {
    return total;
  }

  long keyTotal() {
    return keyTotal;
  }
}
