// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import io.praetor.store.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How far nodes are from each other by their positions. Pure.
public final class Distance {
  /// Of nodes of which one has no known position: farther than any other.
  public static final double UNKNOWN = Double.POSITIVE_INFINITY;

  private Distance() {}

  /// The estimated round trip between two positions, in seconds.
  public static double seconds(@Nullable Vivaldi a, @Nullable Vivaldi b) {
    List<Double> from = a == null ? null : a.vec();
    List<Double> to = b == null ? null : b.vec();
    if (a == null || b == null || from == null || to == null || from.size() != to.size()) {
      return UNKNOWN;
    }
    double sum = 0;
    for (int i = 0; i < from.size(); i++) {
      double difference = from.get(i) - to.get(i);
      sum += difference * difference;
    }
    double plain = Math.sqrt(sum) + a.height() + b.height();
    // The adjustment corrects what the space cannot express, but never to nothing.
    double adjusted = plain + a.adjustment() + b.adjustment();
    return adjusted > 0 ? adjusted : plain;
  }

  /// The rows nearest to a node first. Rows of nodes without a position stay in their order, last; when
  /// the node itself has none, so do all.
  public static <T> List<T> sort(
      View view, String near, List<T> rows, Function<? super T, String> nodeOf) {
    Map<String, @Nullable Vivaldi> origin = positions(view, near);
    if (origin.isEmpty()) {
      return rows;
    }
    Map<String, Double> distances = new HashMap<>();
    for (T row : rows) {
      distances.computeIfAbsent(nodeOf.apply(row), node -> between(origin, positions(view, node)));
    }
    List<T> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparingDouble(row -> distances.getOrDefault(nodeOf.apply(row), UNKNOWN)));
    return sorted;
  }

  private static Map<String, @Nullable Vivaldi> positions(View view, String node) {
    Map<String, @Nullable Vivaldi> bySegment = new HashMap<>();
    for (Coordinate coordinate : Coordinates.on(view, node)) {
      bySegment.put(coordinate.segment(), coordinate.coord());
    }
    return bySegment;
  }

  /// Positions are comparable within a segment.
  private static double between(
      Map<String, @Nullable Vivaldi> a, Map<String, @Nullable Vivaldi> b) {
    double best = UNKNOWN;
    for (Map.Entry<String, @Nullable Vivaldi> one : a.entrySet()) {
      best = Math.min(best, seconds(one.getValue(), b.get(one.getKey())));
    }
    return best;
  }
}
