// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.agent.checks.CheckStatus;
import io.praetor.catalog.HealthCheck;
import io.praetor.http.agent.RefusedException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings back what callers had registered before the agent was stopped.
///
/// @param unixSeconds the time of day
record Restoration(LocalStore store, LocalState state, LocalRules rules, LongSupplier unixSeconds) {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  /// From the data directory. Checks begin critical, but for TTL checks whose heartbeat still holds.
  /// What the configuration has now is forgotten there.
  ///
  /// @param services takes each service that comes back; its checks are looked at after that
  /// @param checks takes each check that comes back
  void run(
      String nodeName,
      Set<String> configuredServices,
      Set<String> configuredChecks,
      Consumer<ServiceEntry> services,
      Consumer<CheckEntry> checks) {
    for (ServiceEntry service : store.services()) {
      if (configuredServices.contains(service.id())) {
        store.forgetService(service.id());
      } else if (state.service(service.id()) == null) {
        services.accept(service);
      }
    }
    var heartbeats = store.states();
    for (CheckEntry check : store.checks()) {
      String owner = check.check().serviceId();
      boolean orphan = !owner.isEmpty() && state.service(owner) == null;
      if (orphan || configuredChecks.contains(check.id())) {
        store.forgetCheck(check.id());
      } else if (state.check(check.id()) == null && isRunnable(check)) {
        checks.accept(restored(nodeName, check, heartbeats.get(check.id())));
      }
    }
  }

  private boolean isRunnable(CheckEntry check) {
    try {
      if (check.type() != null) {
        ServiceRules.runnable(check.type(), check.source(), rules);
      }
      return true;
    } catch (RefusedException e) {
      LOG.warn("Failed to restore check: check={} error={}", check.id(), e.text());
      return false;
    }
  }

  private CheckEntry restored(String nodeName, CheckEntry check, @Nullable StoredState heartbeat) {
    boolean holds =
        heartbeat != null
            && heartbeat.expiresUnixSeconds() >= unixSeconds.getAsLong()
            && ServiceRules.isStatus(heartbeat.status());
    HealthCheck.Builder made = check.check().toBuilder().node(nodeName);
    if (heartbeat != null && holds) {
      made.status(heartbeat.status()).output(heartbeat.output());
    } else {
      made.status(CheckStatus.CRITICAL.word());
    }
    return check.withCheck(made.build());
  }
}
