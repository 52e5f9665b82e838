// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.catalog.entries.EntryKind.kind;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Every kind of configuration entry. A new one is one constant here, with its record, its rules and
/// a line in `ALL`.
public final class EntryKinds {
  public static final EntryKind<ServiceDefaults> SERVICE_DEFAULTS =
      kind("service-defaults", ServiceDefaults.class, ServiceDefaults.CODEC)
          .normal(DefaultsRules::normal)
          .rule(DefaultsRules::check);

  public static final EntryKind<ProxyDefaults> PROXY_DEFAULTS =
      kind("proxy-defaults", ProxyDefaults.class, ProxyDefaults.CODEC)
          .nested()
          .rule(ProxyDefaultsRules::check);

  public static final EntryKind<ServiceRouter> SERVICE_ROUTER =
      kind("service-router", ServiceRouter.class, ServiceRouter.CODEC)
          .normal(RouterRules::normal)
          .rule(RouterRules::check);

  public static final EntryKind<ServiceSplitter> SERVICE_SPLITTER =
      kind("service-splitter", ServiceSplitter.class, ServiceSplitter.CODEC)
          .normal(SplitterRules::normal)
          .rule(SplitterRules::check);

  public static final EntryKind<ServiceResolver> SERVICE_RESOLVER =
      kind("service-resolver", ServiceResolver.class, ServiceResolver.CODEC)
          .rule(ResolverRules::check);

  public static final EntryKind<IngressGateway> INGRESS_GATEWAY =
      kind("ingress-gateway", IngressGateway.class, IngressGateway.CODEC)
          .normal(IngressRules::normal)
          .rule(IngressRules::check);

  public static final EntryKind<TerminatingGateway> TERMINATING_GATEWAY =
      kind("terminating-gateway", TerminatingGateway.class, TerminatingGateway.CODEC)
          .rule(TerminatingRules::check);

  public static final EntryKind<ServiceIntentions> SERVICE_INTENTIONS =
      kind("service-intentions", ServiceIntentions.class, ServiceIntentions.CODEC)
          .rule(IntentionRules::check);

  public static final EntryKind<Mesh> MESH =
      kind("mesh", Mesh.class, Mesh.CODEC).withoutKind().withoutName().rule(MeshRules::check);

  public static final EntryKind<ExportedServices> EXPORTED_SERVICES =
      kind("exported-services", ExportedServices.class, ExportedServices.CODEC)
          .withoutKind()
          .rule(ExportedRules::check);

  public static final EntryKind<SamenessGroup> SAMENESS_GROUP =
      kind("sameness-group", SamenessGroup.class, SamenessGroup.CODEC)
          .withoutKind()
          .rule(
              (entry, body) -> {
                throw new EntryException("sameness-groups are an enterprise-only feature");
              });

  public static final EntryKind<ApiGateway> API_GATEWAY =
      kind("api-gateway", ApiGateway.class, ApiGateway.CODEC)
          .normal(ApiGatewayRules::normal)
          .rule(ApiGatewayRules::check);

  public static final EntryKind<BoundApiGateway> BOUND_API_GATEWAY =
      kind("bound-api-gateway", BoundApiGateway.class, BoundApiGateway.CODEC)
          .withoutShownHash()
          .rule((entry, body) -> {});

  public static final EntryKind<HttpRoute> HTTP_ROUTE =
      kind("http-route", HttpRoute.class, HttpRoute.CODEC)
          .normal(HttpRouteRules::normal)
          .rule(HttpRouteRules::check);

  public static final EntryKind<TcpRoute> TCP_ROUTE =
      kind("tcp-route", TcpRoute.class, TcpRoute.CODEC)
          .normal(TcpRouteRules::normal)
          .rule(TcpRouteRules::check);

  public static final EntryKind<InlineCertificate> INLINE_CERTIFICATE =
      kind("inline-certificate", InlineCertificate.class, InlineCertificate.CODEC)
          .rule(CertificateRules::check);

  public static final EntryKind<FileSystemCertificate> FILE_SYSTEM_CERTIFICATE =
      kind("file-system-certificate", FileSystemCertificate.class, FileSystemCertificate.CODEC)
          .rule((entry, body) -> EntryRules.storedName(entry));

  public static final EntryKind<JwtProvider> JWT_PROVIDER =
      kind("jwt-provider", JwtProvider.class, JwtProvider.CODEC)
          .normal(JwtRules::normal)
          .rule(JwtRules::check);

  public static final List<EntryKind<?>> ALL =
      List.of(
          SERVICE_DEFAULTS,
          PROXY_DEFAULTS,
          SERVICE_ROUTER,
          SERVICE_SPLITTER,
          SERVICE_RESOLVER,
          INGRESS_GATEWAY,
          TERMINATING_GATEWAY,
          SERVICE_INTENTIONS,
          MESH,
          EXPORTED_SERVICES,
          SAMENESS_GROUP,
          API_GATEWAY,
          BOUND_API_GATEWAY,
          HTTP_ROUTE,
          TCP_ROUTE,
          FILE_SYSTEM_CERTIFICATE,
          INLINE_CERTIFICATE,
          JWT_PROVIDER);

  private static final Map<String, EntryKind<?>> BY_NAME =
      ALL.stream().collect(Collectors.toMap(EntryKind::name, Function.identity()));

  private EntryKinds() {}

  /// The kind of this name; null when there is none.
  public static @Nullable EntryKind<?> named(String name) {
    return BY_NAME.get(name);
  }

  /// The kind of this name.
  ///
  /// @throws EntryException when there is none
  public static EntryKind<?> required(String name) {
    EntryKind<?> kind = named(name);
    if (kind == null) {
      throw new EntryException("invalid config entry kind: " + name);
    }
    return kind;
  }
}
