// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The routes and certificates that are bound to an API gateway. The controller alone writes it.
public record BoundApiGateway(
    @Nullable List<Listener> listeners, @Nullable Map<String, List<ResourceReference>> services)
    implements EntryBody {
  public static final Struct<BoundApiGateway> CODEC =
      Struct.<BoundApiGateway>named("BoundAPIGatewayConfigEntry")
          .field("Listeners", nullable(list(Listener.CODEC)), BoundApiGateway::listeners)
          .field("Services", ServiceReferences.CODEC, BoundApiGateway::services)
          .build(v -> new BoundApiGateway(v.get(0), v.get(1)));

  /// What is bound to one listener.
  public record Listener(
      String name,
      @Nullable List<ResourceReference> routes,
      @Nullable List<ResourceReference> certificates) {
    public static final Struct<Listener> CODEC =
        Struct.<Listener>named("BoundAPIGatewayListener")
            .field("Name", STRING, Listener::name)
            .field("Routes", nullable(list(ResourceReference.CODEC)), Listener::routes)
            .field("Certificates", nullable(list(ResourceReference.CODEC)), Listener::certificates)
            .build(v -> new Listener(v.get(0), v.get(1), v.get(2)));
  }
}
