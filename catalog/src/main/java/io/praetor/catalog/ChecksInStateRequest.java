// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.STRING_MAP;

import io.praetor.wire.Struct;
import java.util.Map;

/// Asks for the checks with a status; `any` stands for all.
public record ChecksInStateRequest(
    String state, Map<String, String> nodeMetaFilters, String peerName, QuerySource source) {
  public static final Struct<ChecksInStateRequest> CODEC =
      Struct.<ChecksInStateRequest>named("ChecksInStateRequest")
          .field("State", STRING, ChecksInStateRequest::state)
          .field("NodeMetaFilters", STRING_MAP, ChecksInStateRequest::nodeMetaFilters)
          .field("PeerName", STRING, ChecksInStateRequest::peerName)
          .field("Source", QuerySource.CODEC, ChecksInStateRequest::source)
          .build(v -> new ChecksInStateRequest(v.get(0), v.get(1), v.get(2), v.get(3)));

  public ChecksInStateRequest {
    nodeMetaFilters = Map.copyOf(nodeMetaFilters);
  }
}
