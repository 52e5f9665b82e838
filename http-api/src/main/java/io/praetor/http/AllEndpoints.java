// SPDX-License-Identifier: Apache-2.0

package io.praetor.http;

import java.util.List;
import java.util.stream.Stream;

/// Every endpoint of the API. The order within a path is that of its `Allow` header.
final class AllEndpoints {
  static final List<Endpoint> LIST =
      Stream.of(
              StatusEndpoints.LIST,
              EventEndpoints.LIST,
              CatalogEndpoints.LIST,
              HealthEndpoints.LIST,
              CoordinateEndpoints.LIST,
              KvEndpoints.LIST,
              SessionEndpoints.LIST,
              AgentEndpoints.LIST,
              AgentServiceEndpoints.LIST,
              AgentStreamEndpoints.LIST)
          .flatMap(List::stream)
          .toList();

  private AllEndpoints() {}
}
