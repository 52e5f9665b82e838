// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.BOOL;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What holds for the whole mesh. There is one entry, and it has no name.
public record Mesh(
    TransparentProxy transparentProxy,
    boolean allowEnablingPermissiveMutualTls,
    boolean validateClusters,
    @Nullable Tls tls,
    @Nullable Http http,
    @Nullable Peering peering)
    implements EntryBody {
  public static final Struct<Mesh> CODEC =
      Struct.<Mesh>named("MeshConfigEntry")
          .field("TransparentProxy", TransparentProxy.CODEC, Mesh::transparentProxy)
          .omitEmpty(
              "AllowEnablingPermissiveMutualTLS", BOOL, Mesh::allowEnablingPermissiveMutualTls)
          .omitEmpty("ValidateClusters", BOOL, Mesh::validateClusters)
          .omitEmpty("TLS", nullable(Tls.CODEC), Mesh::tls)
          .omitEmpty("HTTP", nullable(Http.CODEC), Mesh::http)
          .omitEmpty("Peering", nullable(Peering.CODEC), Mesh::peering)
          .build(v -> new Mesh(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));

  /// Whether transparent proxies reach nothing outside of the mesh.
  public record TransparentProxy(boolean meshDestinationsOnly) {
    public static final Struct<TransparentProxy> CODEC =
        Struct.<TransparentProxy>named("TransparentProxyMeshConfig")
            .field("MeshDestinationsOnly", BOOL, TransparentProxy::meshDestinationsOnly)
            .build(v -> new TransparentProxy(v.get(0)));
  }

  /// TLS into and out of proxies.
  public record Tls(@Nullable DirectionalTls incoming, @Nullable DirectionalTls outgoing) {
    public static final Struct<Tls> CODEC =
        Struct.<Tls>named("MeshTLSConfig")
            .omitEmpty("Incoming", nullable(DirectionalTls.CODEC), Tls::incoming)
            .omitEmpty("Outgoing", nullable(DirectionalTls.CODEC), Tls::outgoing)
            .build(v -> new Tls(v.get(0), v.get(1)));
  }

  /// TLS in one direction.
  public record DirectionalTls(
      String tlsMinVersion, String tlsMaxVersion, @Nullable List<String> cipherSuites) {
    public static final Struct<DirectionalTls> CODEC =
        Struct.<DirectionalTls>named("MeshDirectionalTLSConfig")
            .omitEmpty("TLSMinVersion", STRING, DirectionalTls::tlsMinVersion)
            .omitEmpty("TLSMaxVersion", STRING, DirectionalTls::tlsMaxVersion)
            .omitEmpty("CipherSuites", nullable(list(STRING)), DirectionalTls::cipherSuites)
            .build(v -> new DirectionalTls(v.get(0), v.get(1), v.get(2)));
  }

  /// How HTTP is handled.
  public record Http(boolean sanitizeXForwardedClientCert, @Nullable DirectionalHttp incoming) {
    public static final Struct<Http> CODEC =
        Struct.<Http>named("MeshHTTPConfig")
            .field("SanitizeXForwardedClientCert", BOOL, Http::sanitizeXForwardedClientCert)
            .omitEmpty("Incoming", nullable(DirectionalHttp.CODEC), Http::incoming)
            .build(v -> new Http(v.get(0), v.get(1)));
  }

  /// How HTTP into proxies is handled.
  public record DirectionalHttp(@Nullable RequestNormalization requestNormalization) {
    public static final Struct<DirectionalHttp> CODEC =
        Struct.<DirectionalHttp>named("MeshDirectionalHTTPConfig")
            .omitEmpty(
                "RequestNormalization",
                nullable(RequestNormalization.CODEC),
                DirectionalHttp::requestNormalization)
            .build(v -> new DirectionalHttp(v.get(0)));
  }

  /// How paths and headers are made regular before they are matched.
  public record RequestNormalization(
      boolean insecureDisablePathNormalization,
      boolean mergeSlashes,
      String pathWithEscapedSlashesAction,
      String headersWithUnderscoresAction) {
    public static final Struct<RequestNormalization> CODEC =
        Struct.<RequestNormalization>named("RequestNormalizationMeshConfig")
            .field(
                "InsecureDisablePathNormalization",
                BOOL,
                RequestNormalization::insecureDisablePathNormalization)
            .field("MergeSlashes", BOOL, RequestNormalization::mergeSlashes)
            .field(
                "PathWithEscapedSlashesAction",
                STRING,
                RequestNormalization::pathWithEscapedSlashesAction)
            .field(
                "HeadersWithUnderscoresAction",
                STRING,
                RequestNormalization::headersWithUnderscoresAction)
            .build(v -> new RequestNormalization(v.get(0), v.get(1), v.get(2), v.get(3)));
  }

  /// How peers are reached.
  public record Peering(boolean peerThroughMeshGateways) {
    public static final Struct<Peering> CODEC =
        Struct.<Peering>named("PeeringMeshConfig")
            .field("PeerThroughMeshGateways", BOOL, Peering::peerThroughMeshGateways)
            .build(v -> new Peering(v.get(0)));
  }
}
