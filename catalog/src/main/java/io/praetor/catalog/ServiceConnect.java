// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.lazy;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import org.jspecify.annotations.Nullable;

/// How a service takes part in the mesh: by itself (`native`), or through a sidecar that the agent
/// registers with it and then leaves out of what it sends to the catalog.
public record ServiceConnect(
    boolean isNative,
    @Nullable ServiceDefinition sidecarService,
    @Nullable PeeringServiceMeta peerMeta) {

  public static final Struct<ServiceConnect> CODEC =
      Struct.<ServiceConnect>named("ServiceConnect")
          .omitEmpty("Native", BOOL, ServiceConnect::isNative)
          .omitEmpty(
              "SidecarService",
              nullable(lazy(() -> ServiceDefinition.CODEC)),
              ServiceConnect::sidecarService)
          .omitEmpty("PeerMeta", nullable(PeeringServiceMeta.CODEC), ServiceConnect::peerMeta)
          .alias("sidecar_service", "SidecarService")
          .build(v -> new ServiceConnect(v.get(0), v.get(1), v.get(2)));

  /// All fields at Go's zero.
  public static final ServiceConnect NONE = new ServiceConnect(false, null, null);
}
