// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import org.jspecify.annotations.Nullable;

/// The position of a node, in one network segment (the empty one in this edition).
public record Coordinate(String node, String segment, String partition, @Nullable Vivaldi coord) {

  public static final Struct<Coordinate> CODEC =
      Struct.<Coordinate>named("Coordinate")
          .field("Node", STRING, Coordinate::node)
          .field("Segment", STRING, Coordinate::segment)
          .omitEmpty("Partition", STRING, Coordinate::partition)
          .field("Coord", nullable(Vivaldi.CODEC), Coordinate::coord)
          .build(v -> new Coordinate(v.get(0), v.get(1), v.get(2), v.get(3)));
}
