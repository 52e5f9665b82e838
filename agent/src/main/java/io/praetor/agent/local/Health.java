// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.HealthCheck;
import io.praetor.http.agent.ServiceHealth;
import java.util.ArrayList;
import java.util.List;

/// One word for the health of an instance: the worst of its checks and the node's, where maintenance
/// is worst of all. Pure.
final class Health {
  private static final List<String> WORSE =
      List.of("passing", "warning", "critical", "maintenance");

  private Health() {}

  static ServiceHealth of(ServiceEntry service, List<CheckEntry> allChecks) {
    int worst = 0;
    List<HealthCheck> own = new ArrayList<>();
    for (CheckEntry entry : allChecks) {
      HealthCheck check = entry.check();
      if (check.serviceId().equals(service.id())) {
        own.add(check);
      } else if (!check.serviceId().isEmpty()) {
        continue;
      }
      String status = Maintenance.is(check.checkId()) ? "maintenance" : check.status();
      worst = Math.max(worst, WORSE.indexOf(status));
    }
    return new ServiceHealth(WORSE.get(worst), service.service(), own);
  }
}
