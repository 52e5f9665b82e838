// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node and its services in order of their ids; both null when there is no such node.
public record NodeServiceList(@Nullable Node node, @Nullable List<NodeService> services) {

  public static final Struct<NodeServiceList> CODEC =
      Struct.<NodeServiceList>named("NodeServiceList")
          .field("Node", nullable(Node.CODEC), NodeServiceList::node)
          .field("Services", nullable(list(NodeService.CODEC)), NodeServiceList::services)
          .build(v -> new NodeServiceList(v.get(0), v.get(1)));

  public NodeServiceList {
    services = Frozen.list(services);
  }
}
