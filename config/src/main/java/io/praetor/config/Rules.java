// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

/// How rules are stated.
final class Rules {
  private Rules() {}

  static void require(boolean holds, String error) throws RefusedException {
    if (!holds) {
      throw new RefusedException(error);
    }
  }

  static void atLeastZero(String key, long value) throws RefusedException {
    require(value >= 0, key + " cannot be " + value + ". Must be greater than or equal to zero");
  }
}
