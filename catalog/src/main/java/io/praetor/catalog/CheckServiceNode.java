// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A service instance with its node and the checks of both: what `/v1/health/service/:name` answers.
public record CheckServiceNode(
    @Nullable Node node, @Nullable NodeService service, @Nullable List<HealthCheck> checks) {

  public CheckServiceNode {
    checks = Frozen.list(checks);
  }
}
