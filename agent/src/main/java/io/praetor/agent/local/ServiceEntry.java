// SPDX-License-Identifier: Apache-2.0

package io.praetor.agent.local;

import io.praetor.catalog.NodeService;

/// A registered service with what only the agent keeps.
///
/// @param token with which it is sent to the catalog, empty for the agent's own
public record ServiceEntry(NodeService service, String token, Source source) {
  String id() {
    return service.id();
  }

  @Override
  public String toString() {
    return "ServiceEntry[service=" + service + ", source=" + source + "]";
  }
}
