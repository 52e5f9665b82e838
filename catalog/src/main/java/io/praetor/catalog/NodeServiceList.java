// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node and its services in order of their ids; both null when there is no such node.
public record NodeServiceList(@Nullable Node node, @Nullable List<NodeService> services) {

  public NodeServiceList {
    services = Frozen.list(services);
  }
}
