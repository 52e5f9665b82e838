// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A position in the network space that Vivaldi's algorithm keeps, so that the distance of two positions
/// estimates the round trip in seconds. Consul calls the type `Coordinate` as well.
public record Vivaldi(@Nullable List<Double> vec, double error, double adjustment, double height) {

  public Vivaldi {
    vec = Frozen.list(vec);
  }
}
