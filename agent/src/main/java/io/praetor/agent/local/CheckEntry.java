// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.CheckType;
import io.praetor.catalog.HealthCheck;
import org.jspecify.annotations.Nullable;

/// A registered check with what only the agent keeps.
///
/// @param type how it is run, null for maintenance checks
/// @param token with which it is sent to the catalog, empty for the agent's own
public record CheckEntry(HealthCheck check, @Nullable CheckType type, String token, Source source) {
  String id() {
    return check.checkId();
  }

  CheckEntry withCheck(HealthCheck changed) {
    return new CheckEntry(changed, type, token, source);
  }

  @Override
  public String toString() {
    return "CheckEntry[check=" + check + ", source=" + source + "]";
  }
}
