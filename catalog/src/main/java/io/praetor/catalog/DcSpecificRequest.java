// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.STRING_MAP;

import io.praetor.wire.Struct;
import java.util.Map;

/// What lists of a whole datacenter ask by: node metadata that must match, the peer that entries were
/// imported from, and where to count distances from.
public record DcSpecificRequest(
    Map<String, String> nodeMetaFilters, String peerName, QuerySource source) {
  public static final Struct<DcSpecificRequest> CODEC =
      Struct.<DcSpecificRequest>named("DCSpecificRequest")
          .field("NodeMetaFilters", STRING_MAP, DcSpecificRequest::nodeMetaFilters)
          .field("PeerName", STRING, DcSpecificRequest::peerName)
          .field("Source", QuerySource.CODEC, DcSpecificRequest::source)
          .build(v -> new DcSpecificRequest(v.get(0), v.get(1), v.get(2)));

  /// Everything of this cluster, in its own order.
  public static final DcSpecificRequest ALL = new DcSpecificRequest(Map.of(), "", QuerySource.NONE);

  public DcSpecificRequest {
    nodeMetaFilters = Map.copyOf(nodeMetaFilters);
  }
}
