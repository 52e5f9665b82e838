// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.map;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node and its services by id; both null when there is no such node.
public record NodeServices(@Nullable Node node, @Nullable Map<String, NodeService> services) {

  public static final Struct<NodeServices> CODEC =
      Struct.<NodeServices>named("NodeServices")
          .field("Node", nullable(Node.CODEC), NodeServices::node)
          .field("Services", nullable(map(NodeService.CODEC)), NodeServices::services)
          .build(v -> new NodeServices(v.get(0), v.get(1)));

  public NodeServices {
    services = Frozen.map(services);
  }
}
