// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.util.List;
import java.util.stream.Stream;

/// Every endpoint of the API. The order within a path is that of its `Allow` header.
final class AllEndpoints {
  static final List<Endpoint> LIST =
      Stream.of(
              AclEndpoints.LIST,
              AgentEndpoints.LIST,
              AgentServiceEndpoints.LIST,
              AgentStreamEndpoints.LIST,
              CatalogEndpoints.LIST,
              ConfigEndpoints.LIST,
              ConnectEndpoints.LIST,
              CoordinateEndpoints.LIST,
              EventEndpoints.LIST,
              ExportedEndpoints.LIST,
              HealthEndpoints.LIST,
              KvEndpoints.LIST,
              LaterEndpoints.LIST,
              OperatorEndpoints.LIST,
              KeyringEndpoints.LIST,
              AutopilotEndpoints.LIST,
              UsageEndpoints.LIST,
              SnapshotEndpoints.LIST,
              QueryEndpoints.LIST,
              SessionEndpoints.LIST,
              StatusEndpoints.LIST,
              TxnEndpoints.LIST)
          .flatMap(List::stream)
          .toList();

  private AllEndpoints() {}
}
