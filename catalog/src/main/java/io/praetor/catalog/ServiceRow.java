// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

/// An instance of a service in its table: what the node registered, and which node that is.
public record ServiceRow(String node, NodeService service) {
  String peer() {
    return service.peerName();
  }

  boolean isProxy() {
    return service.kind().equals(Services.CONNECT_PROXY);
  }

  /// The service that this instance serves in the mesh: that behind a proxy, its own when it takes
  /// part natively; empty when it does not take part.
  String connectName() {
    if (isProxy()) {
      return service.proxy().destinationServiceName();
    }
    return service.connect().isNative() ? service.service() : "";
  }
}
