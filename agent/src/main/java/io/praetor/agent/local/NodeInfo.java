// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import java.util.Map;

/// What the agent says of its node to the catalog.
public record NodeInfo(
    String datacenter,
    String id,
    String name,
    String address,
    Map<String, String> taggedAddresses,
    Map<String, String> meta) {
  public NodeInfo {
    taggedAddresses = Map.copyOf(taggedAddresses);
    meta = Map.copyOf(meta);
  }
}
