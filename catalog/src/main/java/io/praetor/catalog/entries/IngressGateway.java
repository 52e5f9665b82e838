// SPDX-License-Identifier: Apache-2.0
package io.praetor.catalog.entries;

import static io.praetor.wire.Codecs.INT;
import static io.praetor.wire.Codecs.STRING;
import static io.praetor.wire.Codecs.list;
import static io.praetor.wire.Codecs.nullable;

import io.praetor.wire.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The listeners of an ingress gateway and the services behind them.
public record IngressGateway(
    GatewayTls tls, @Nullable List<Listener> listeners, @Nullable Defaults defaults)
    implements EntryBody {
  public static final Struct<IngressGateway> CODEC =
      Struct.<IngressGateway>named("IngressGatewayConfigEntry")
          .field("TLS", GatewayTls.CODEC, IngressGateway::tls)
          .field("Listeners", nullable(list(Listener.CODEC)), IngressGateway::listeners)
          .omitEmpty("Defaults", nullable(Defaults.CODEC), IngressGateway::defaults)
          .build(v -> new IngressGateway(v.get(0), v.get(1), v.get(2)));

  /// A port and what it leads to.
  public record Listener(
      int port, String protocol, @Nullable GatewayTls tls, @Nullable List<Service> services) {
    public static final Struct<Listener> CODEC =
        Struct.<Listener>named("IngressListener")
            .field("Port", INT, Listener::port)
            .field("Protocol", STRING, Listener::protocol)
            .omitEmpty("TLS", nullable(GatewayTls.CODEC), Listener::tls)
            .field("Services", nullable(list(Service.CODEC)), Listener::services)
            .build(v -> new Listener(v.get(0), v.get(1), v.get(2), v.get(3)));
  }

  /// A service behind a listener; the name may be `*`.
  public record Service(
      String name,
      @Nullable List<String> hosts,
      @Nullable ServiceTls tls,
      @Nullable HeaderModifiers requestHeaders,
      @Nullable HeaderModifiers responseHeaders,
      int maxConnections,
      int maxPendingRequests,
      int maxConcurrentRequests,
      @Nullable PassiveHealthCheck passiveHealthCheck,
      @Nullable Map<String, String> meta) {
    public static final Struct<Service> CODEC =
        Struct.<Service>named("IngressService")
            .field("Name", STRING, Service::name)
            .field("Hosts", nullable(list(STRING)), Service::hosts)
            .omitEmpty("TLS", nullable(ServiceTls.CODEC), Service::tls)
            .omitEmpty("RequestHeaders", nullable(HeaderModifiers.CODEC), Service::requestHeaders)
            .omitEmpty("ResponseHeaders", nullable(HeaderModifiers.CODEC), Service::responseHeaders)
            .omitEmpty("MaxConnections", Forms.UINT32, Service::maxConnections)
            .omitEmpty("MaxPendingRequests", Forms.UINT32, Service::maxPendingRequests)
            .omitEmpty("MaxConcurrentRequests", Forms.UINT32, Service::maxConcurrentRequests)
            .omitEmpty(
                "PassiveHealthCheck",
                nullable(PassiveHealthCheck.CODEC),
                Service::passiveHealthCheck)
            .omitEmpty("Meta", Forms.TEXTS, Service::meta)
            .build(
                v ->
                    new Service(
                        v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6),
                        v.get(7), v.get(8), v.get(9)));
  }

  /// The certificate of one service.
  public record ServiceTls(GatewayTls.@Nullable Sds sds) {
    public static final Struct<ServiceTls> CODEC =
        Struct.<ServiceTls>named("GatewayServiceTLSConfig")
            .omitEmpty("SDS", nullable(GatewayTls.Sds.CODEC), ServiceTls::sds)
            .build(v -> new ServiceTls(v.get(0)));
  }

  /// Limits of services that have none of their own.
  public record Defaults(
      int maxConnections,
      int maxPendingRequests,
      int maxConcurrentRequests,
      @Nullable PassiveHealthCheck passiveHealthCheck) {
    public static final Struct<Defaults> CODEC =
        Struct.<Defaults>named("IngressServiceConfig")
            .field("MaxConnections", Forms.UINT32, Defaults::maxConnections)
            .field("MaxPendingRequests", Forms.UINT32, Defaults::maxPendingRequests)
            .field("MaxConcurrentRequests", Forms.UINT32, Defaults::maxConcurrentRequests)
            .omitEmpty(
                "PassiveHealthCheck",
                nullable(PassiveHealthCheck.CODEC),
                Defaults::passiveHealthCheck)
            .build(v -> new Defaults(v.get(0), v.get(1), v.get(2), v.get(3)));
  }
}
