// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.HealthCheck;
import io.praetor.catalog.Node;
import io.praetor.catalog.NodeService;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the catalog holds of this node.
///
/// @param node null when it does not know it
public record CatalogView(
    @Nullable Node node, Map<String, NodeService> services, List<HealthCheck> checks) {
  public static final CatalogView EMPTY = new CatalogView(null, Map.of(), List.of());

  public CatalogView {
    services = Map.copyOf(services);
    checks = List.copyOf(checks);
  }
}
