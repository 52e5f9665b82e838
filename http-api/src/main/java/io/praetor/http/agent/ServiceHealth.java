// SPDX-License-Identifier: Apache-2.0

package io.praetor.http.agent;

import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.NodeService;
import java.util.List;

/// The health of one local instance: `passing`, `warning`, `critical` or `maintenance`, made from
/// its own checks and those of the node.
///
/// @param checks the checks of the service; those of the node count in the status but are not shown
public record ServiceHealth(String status, NodeService service, List<HealthCheck> checks) {
  public ServiceHealth {
    checks = List.copyOf(checks);
  }
}
