// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.catalog.MeshGatewayConfig;
import io.praetor.catalog.ServiceVirtualIp.PeeredServiceName;
import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// For which service, with which upstreams, central configuration is put together.
///
/// @param mode of the proxy, as registered
public record ServiceConfigRequest(
    String name,
    String mode,
    MeshGatewayConfig meshGateway,
    @Nullable List<PeeredServiceName> upstreamServiceNames) {
  public static final Struct<ServiceConfigRequest> CODEC =
      Struct.<ServiceConfigRequest>named("ServiceConfigRequest")
          .field("Name", STRING, ServiceConfigRequest::name)
          .field("Mode", STRING, ServiceConfigRequest::mode)
          .field("MeshGateway", MeshGatewayConfig.CODEC, ServiceConfigRequest::meshGateway)
          .field(
              "UpstreamServiceNames",
              nullable(list(PeeredServiceName.CODEC)),
              ServiceConfigRequest::upstreamServiceNames)
          .build(v -> new ServiceConfigRequest(v.get(0), v.get(1), v.get(2), v.get(3)));
}
