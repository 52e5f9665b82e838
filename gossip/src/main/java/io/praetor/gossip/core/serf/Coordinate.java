// SPDX-License-Identifier: Apache-2.0
package io.praetor.gossip.core.serf;

import static io.praetor.wire.Codecs.DOUBLE;
import static io.praetor.wire.Codecs.list;

import io.praetor.wire.Struct;
import java.util.Collections;
import java.util.List;

/// A position in Vivaldi's network space; distances are round trips in seconds.
public record Coordinate(List<Double> vec, double error, double adjustment, double height) {
  static final int DIMENSIONS = 8;
  static final double ERROR_MAX = 1.5;
  static final double HEIGHT_MIN = 10.0e-6;

  /// Where everybody starts.
  public static final Coordinate ORIGIN =
      new Coordinate(Collections.nCopies(DIMENSIONS, 0.0), ERROR_MAX, 0, HEIGHT_MIN);

  static final Struct<Coordinate> CODEC =
      Struct.<Coordinate>named("Coordinate")
          .field("Vec", list(DOUBLE), Coordinate::vec)
          .field("Error", DOUBLE, Coordinate::error)
          .field("Adjustment", DOUBLE, Coordinate::adjustment)
          .field("Height", DOUBLE, Coordinate::height)
          .build(v -> new Coordinate(v.get(0), v.get(1), v.get(2), v.get(3)));

  public Coordinate {
    vec = List.copyOf(vec);
  }

  /// Whether it can be reckoned with.
  boolean usable() {
    return vec.size() == DIMENSIONS
        && vec.stream().allMatch(Double::isFinite)
        && Double.isFinite(error)
        && Double.isFinite(adjustment)
        && Double.isFinite(height);
  }

  /// Without the adjustments.
  double rawDistance(Coordinate other) {
    double sum = 0;
    for (int i = 0; i < vec.size(); i++) {
      double difference = vec.get(i) - other.vec.get(i);
      sum += difference * difference;
    }
    return Math.sqrt(sum) + height + other.height;
  }

  /// The estimated round trip in seconds, in whole nanoseconds.
  public double distance(Coordinate other) {
    double raw = rawDistance(other);
    double adjusted = raw + adjustment + other.adjustment;
    return (long) ((adjusted > 0 ? adjusted : raw) * 1e9) / 1e9;
  }
}
