// SPDX-License-Identifier: Apache-2.0

package io.praetor.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which fields of a check may stand together. Files and the HTTP API share these rules.
public final class CheckRules {
  private CheckRules() {}

  /// What is wrong with a check in Consul's words, or null.
  public static @Nullable String fault(CheckDefinition check) {
    boolean needsInterval =
        !check.scriptArgs().isEmpty()
            || !check.http().isEmpty()
            || !check.tcp().isEmpty()
            || !check.udp().isEmpty()
            || !check.grpc().isEmpty()
            || !check.h2ping().isEmpty()
            || !check.osService().isEmpty();
    boolean isAlias = !check.aliasNode().isEmpty() || !check.aliasService().isEmpty();
    boolean hasInterval = check.interval().compareTo(Duration.ZERO) > 0;
    boolean hasTtl = check.ttl().compareTo(Duration.ZERO) > 0;
    if (hasInterval && hasTtl) {
      return "Interval and TTL cannot both be specified";
    }
    if (needsInterval && !hasInterval) {
      return "Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks";
    }
    if (isAlias && hasTtl) {
      return "TTL must be not be set for Alias checks";
    }
    if (!needsInterval && !isAlias && !hasTtl) {
      return "TTL must be > 0 for TTL checks";
    }
    if (check.outputMaxSizeBytes() < 0) {
      return "MaxOutputMaxSize must be positive";
    }
    if (check.failuresBeforeWarning() > check.failuresBeforeCritical()) {
      return "FailuresBeforeWarning can't be higher than FailuresBeforeCritical";
    }
    return null;
  }
}
