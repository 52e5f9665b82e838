// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;

import io.praetor.wire.Struct;

/// What queries of one node ask by.
///
/// @param node its name or, where Consul takes one, the beginning of its id
/// @param mergeCentralConfig whether proxies show what configuration entries add to them
public record NodeSpecificRequest(String node, String peerName, boolean mergeCentralConfig) {
  public static final Struct<NodeSpecificRequest> CODEC =
      Struct.<NodeSpecificRequest>named("NodeSpecificRequest")
          .field("Node", STRING, NodeSpecificRequest::node)
          .field("PeerName", STRING, NodeSpecificRequest::peerName)
          .field("MergeCentralConfig", BOOL, NodeSpecificRequest::mergeCentralConfig)
          .build(v -> new NodeSpecificRequest(v.get(0), v.get(1), v.get(2)));

  public static NodeSpecificRequest of(String node) {
    return new NodeSpecificRequest(node, "", false);
  }
}
