// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.ULONG;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A service that a gateway serves.
public record GatewayService(
    ServiceName gateway,
    ServiceName service,
    String gatewayKind,
    int port,
    String protocol,
    @Nullable List<String> hosts,
    String caFile,
    String certFile,
    String keyFile,
    String sni,
    boolean fromWildcard,
    String serviceKind,
    boolean autoHostRewrite,
    long createIndex,
    long modifyIndex) {

  public static final Struct<GatewayService> CODEC =
      Struct.<GatewayService>named("GatewayService")
          .field("Gateway", ServiceName.CODEC, GatewayService::gateway)
          .field("Service", ServiceName.CODEC, GatewayService::service)
          .field("GatewayKind", STRING, GatewayService::gatewayKind)
          .omitEmpty("Port", INT, GatewayService::port)
          .omitEmpty("Protocol", STRING, GatewayService::protocol)
          .omitEmpty("Hosts", nullable(list(STRING)), GatewayService::hosts)
          .omitEmpty("CAFile", STRING, GatewayService::caFile)
          .omitEmpty("CertFile", STRING, GatewayService::certFile)
          .omitEmpty("KeyFile", STRING, GatewayService::keyFile)
          .omitEmpty("SNI", STRING, GatewayService::sni)
          .omitEmpty("FromWildcard", BOOL, GatewayService::fromWildcard)
          .omitEmpty("ServiceKind", STRING, GatewayService::serviceKind)
          .omitEmpty("AutoHostRewrite", BOOL, GatewayService::autoHostRewrite)
          .field("CreateIndex", ULONG, GatewayService::createIndex)
          .field("ModifyIndex", ULONG, GatewayService::modifyIndex)
          .build(
              v ->
                  new GatewayService(
                      v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                      v.get(7), v.get(8), v.get(9), v.get(10), v.get(11), v.get(12), v.get(13),
                      v.get(14)));

  public GatewayService {
    hosts = Frozen.list(hosts);
  }
}
