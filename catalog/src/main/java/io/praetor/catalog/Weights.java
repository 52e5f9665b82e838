// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

/// How large a share of DNS SRV answers an instance gets while passing and while warning.
public record Weights(int passing, int warning) {

  /// What a registration without weights gets.
  public static final Weights ONE = new Weights(1, 1);
}
