// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node and its services by id; both null when there is no such node.
public record NodeServices(@Nullable Node node, @Nullable Map<String, NodeService> services) {

  public NodeServices {
    services = Frozen.map(services);
  }
}
