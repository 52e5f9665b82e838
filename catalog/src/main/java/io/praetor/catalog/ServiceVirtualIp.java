// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BYTES;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Bytes;
import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The virtual address of a service in the mesh, as a snapshot carries it: `ip` is the offset from
/// the base 240.0.0.0, in the sixteen bytes of a mapped IPv4 address.
public record ServiceVirtualIp(
    PeeredServiceName service,
    Bytes ip,
    @Nullable List<String> manualIps,
    long createIndex,
    long modifyIndex) {

  /// The name of a service, here or at a peer.
  public record PeeredServiceName(ServiceName serviceName, String peer) {
    public static final Struct<PeeredServiceName> CODEC =
        Struct.<PeeredServiceName>named("PeeredServiceName")
            .field("ServiceName", ServiceName.CODEC, PeeredServiceName::serviceName)
            .field("Peer", STRING, PeeredServiceName::peer)
            .build(v -> new PeeredServiceName(v.get(0), v.get(1)));
  }

  public static final Struct<ServiceVirtualIp> CODEC =
      Struct.<ServiceVirtualIp>named("ServiceVirtualIP")
          .field("Service", PeeredServiceName.CODEC, ServiceVirtualIp::service)
          .field("IP", BYTES, ServiceVirtualIp::ip)
          .field("ManualIPs", nullable(list(STRING)), ServiceVirtualIp::manualIps)
          .field("CreateIndex", ULONG, ServiceVirtualIp::createIndex)
          .field("ModifyIndex", ULONG, ServiceVirtualIp::modifyIndex)
          .build(v -> new ServiceVirtualIp(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));

  public ServiceVirtualIp {
    manualIps = Frozen.list(manualIps);
  }
}
