// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.DOUBLE;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A position in the network space that Vivaldi's algorithm keeps, so that the distance of two positions
/// estimates the round trip in seconds. Consul calls the type `Coordinate` as well.
public record Vivaldi(@Nullable List<Double> vec, double error, double adjustment, double height) {

  public static final Struct<Vivaldi> CODEC =
      Struct.<Vivaldi>named("Coordinate")
          .field("Vec", nullable(list(DOUBLE)), Vivaldi::vec)
          .field("Error", DOUBLE, Vivaldi::error)
          .field("Adjustment", DOUBLE, Vivaldi::adjustment)
          .field("Height", DOUBLE, Vivaldi::height)
          .build(v -> new Vivaldi(v.get(0), v.get(1), v.get(2), v.get(3)));

  public Vivaldi {
    vec = Frozen.list(vec);
  }
}
