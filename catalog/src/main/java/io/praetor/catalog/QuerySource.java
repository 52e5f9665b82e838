// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// Where a reader stands who wants the nearest results first.
public record QuerySource(
    String datacenter,
    String segment,
    String node,
    String nodePartition,
    String ip,
    boolean disableNode) {

  public static final Struct<QuerySource> CODEC =
      Struct.<QuerySource>named("QuerySource")
          .field("Datacenter", STRING, QuerySource::datacenter)
          .field("Segment", STRING, QuerySource::segment)
          .field("Node", STRING, QuerySource::node)
          .field("NodePartition", STRING, QuerySource::nodePartition)
          .field("Ip", STRING, QuerySource::ip)
          .field("DisableNode", BOOL, QuerySource::disableNode)
          .build(v -> new QuerySource(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));

  /// All fields at Go's zero.
  public static final QuerySource NONE = new QuerySource("", "", "", "", "", false);
}
