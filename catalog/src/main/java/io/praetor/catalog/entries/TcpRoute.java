// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends connections from gateways to a service.
public record TcpRoute(
    @Nullable List<ResourceReference> parents, @Nullable List<Service> services, RouteStatus status)
    implements EntryBody {
  public static final Struct<TcpRoute> CODEC =
      Struct.<TcpRoute>named("TCPRouteConfigEntry")
          .field("Parents", nullable(list(ResourceReference.CODEC)), TcpRoute::parents)
          .field("Services", nullable(list(Service.CODEC)), TcpRoute::services)
          .field("Status", RouteStatus.CODEC, TcpRoute::status)
          .build(v -> new TcpRoute(v.get(0), v.get(1), v.get(2)));

  /// The service.
  public record Service(String name) {
    public static final Struct<Service> CODEC =
        Struct.<Service>named("TCPService")
            .field("Name", STRING, Service::name)
            .build(v -> new Service(v.get(0)));
  }
}
