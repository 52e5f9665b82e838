// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.INT;

import io.praetor.wire.Struct;

/// How large a share of DNS SRV answers an instance gets while passing and while warning.
public record Weights(int passing, int warning) {

  public static final Struct<Weights> CODEC =
      Struct.<Weights>named("Weights")
          .field("Passing", INT, Weights::passing)
          .field("Warning", INT, Weights::warning)
          .build(v -> new Weights(v.get(0), v.get(1)));

  /// All fields at Go's zero.
  public static final Weights NONE = new Weights(0, 0);

  /// What a registration without weights gets.
  public static final Weights ONE = new Weights(1, 1);
}
