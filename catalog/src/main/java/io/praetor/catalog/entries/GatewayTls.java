// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// TLS of a gateway's listeners.
public record GatewayTls(
    boolean enabled,
    @Nullable Sds sds,
    String tlsMinVersion,
    String tlsMaxVersion,
    @Nullable List<String> cipherSuites) {
  public static final Struct<GatewayTls> CODEC =
      Struct.<GatewayTls>named("GatewayTLSConfig")
          .field("Enabled", BOOL, GatewayTls::enabled)
          .omitEmpty("SDS", nullable(Sds.CODEC), GatewayTls::sds)
          .omitEmpty("TLSMinVersion", STRING, GatewayTls::tlsMinVersion)
          .omitEmpty("TLSMaxVersion", STRING, GatewayTls::tlsMaxVersion)
          .omitEmpty("CipherSuites", nullable(list(STRING)), GatewayTls::cipherSuites)
          .build(v -> new GatewayTls(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));

  /// Where Envoy gets a certificate from.
  public record Sds(String clusterName, String certResource) {
    public static final Struct<Sds> CODEC =
        Struct.<Sds>named("GatewayTLSSDSConfig")
            .omitEmpty("ClusterName", STRING, Sds::clusterName)
            .omitEmpty("CertResource", STRING, Sds::certResource)
            .build(v -> new Sds(v.get(0), v.get(1)));
  }
}
