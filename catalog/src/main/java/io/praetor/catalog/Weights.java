// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.INT;

import io.praetor.wire.Struct;
import org.jspecify.annotations.Nullable;

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

  /// The largest weight that an SRV record can carry.
  public static final int MAX = 65535;

  /// Why a client may not ask for these weights, in Consul's words; null when it may.
  public static @Nullable String invalid(Weights weights) {
    if (weights.passing < 1) {
      return "Passing must be greater than 0";
    }
    if (weights.warning < 0) {
      return "Warning must be greater or equal than 0";
    }
    return weights.passing > MAX || weights.warning > MAX
        ? "DNS Weight must be between 0 and 65535"
        : null;
  }
}
