// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import java.util.List;

/// Whom to join after start, and how stubbornly.
///
/// @param lan own datacenter
/// @param wan other datacenters
public record JoinConfig(Pool lan, Pool wan) {

  /// Addresses (host, host:port or a `provider=` phrase), pause between attempts, and how many; 0
  /// is endless.
  public record Pool(List<String> addresses, Duration interval, int maxAttempts) {
    public Pool {
      addresses = List.copyOf(addresses);
    }
  }
}
